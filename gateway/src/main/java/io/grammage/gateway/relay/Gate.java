package io.grammage.gateway.relay;

import io.grammage.gateway.catalog.Concurrency;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The places at a provider: counts calls in flight, and keeps those waiting that come when all places are taken. Who waits
 * longest is next. Thread-safe.
 */
final class Gate {
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private int inFlight;

    /** A call that waits for a place. */
    final class Waiter {
        private final Executor executor;
        private final Runnable granted;

        private Waiter(Executor executor, Runnable granted) {
            this.executor = executor;
            this.granted = granted;
        }

        /** Gives up waiting. False when a place was given meanwhile: the call is told, and must leave it. */
        boolean cancel() {
            synchronized (Gate.this) {
                return waiters.remove(this);
            }
        }
    }

    /** Takes a place if there is one. */
    synchronized boolean tryEnter(Concurrency bounds) {
        if (inFlight >= bounds.max()) {
            return false;
        }
        inFlight++;
        return true;
    }

    /** Waits for a place; null when too many wait already. When one is given, the task runs on the executor. */
    synchronized @Nullable Waiter await(Concurrency bounds, Executor executor, Runnable granted) {
        if (waiters.size() >= bounds.queueMax()) {
            return null;
        }
        Waiter waiter = new Waiter(executor, granted);
        waiters.add(waiter);
        return waiter;
    }

    /** Leaves a place, to the call that waits longest if any does. */
    void leave(Concurrency bounds) {
        Waiter next;
        synchronized (this) {
            // Where the bound was lowered meanwhile, the place is no more.
            next = inFlight > bounds.max() ? null : waiters.poll();
            if (next == null) {
                inFlight--;
            }
        }
        if (next != null) {
            next.executor.execute(next.granted);
        }
    }

    /** Calls in flight. */
    synchronized int inFlight() {
        return inFlight;
    }

    /** Calls that wait. */
    synchronized int waiting() {
        return waiters.size();
    }
}
