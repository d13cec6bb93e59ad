package io.grammage.gateway.relay;

import io.grammage.gateway.catalog.CircuitBreaker;

/**
 * Whether calls go to a provider. Closed: they do, and how they end is noted. Open, because too many of the last ones
 * failed: none does. Half open, after a while: one tries, and closes or opens it again. Thread-safe.
 */
final class Circuit {
    private enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    /** What became of the circuit when a call was noted. */
    enum Change {
        NONE,
        OPENED,
        CLOSED
    }

    private State state = State.CLOSED;
    /** The last calls, the newest in the lowest bit; 1 is a failure. */
    private long window;

    private int noted;
    private long opensAgainNanos;
    private boolean trying;

    /** Whether a call may go there now; how it ends must then be noted. */
    synchronized boolean tryPass(long nowNanos) {
        if (!isPassable(nowNanos)) {
            return false;
        }
        if (state != State.CLOSED) {
            state = State.HALF_OPEN;
            trying = true;
        }
        return true;
    }

    /** Whether a call might go there now. */
    synchronized boolean isPassable(long nowNanos) {
        return switch (state) {
            case CLOSED -> true;
            case OPEN -> nowNanos - opensAgainNanos >= 0;
            case HALF_OPEN -> !trying;
        };
    }

    /** How long until a call may try, or 0 when one may now. */
    synchronized long waitNanos(long nowNanos) {
        return state == State.OPEN ? Math.max(0, opensAgainNanos - nowNanos) : 0;
    }

    synchronized Change succeeded(CircuitBreaker settings) {
        if (state == State.CLOSED) {
            note(0, settings);
            return Change.NONE;
        }
        // While it is open, this was a call that began before; it says nothing of those that failed since.
        if (state == State.OPEN) {
            return Change.NONE;
        }
        state = State.CLOSED;
        trying = false;
        window = 0;
        noted = 0;
        return Change.CLOSED;
    }

    synchronized Change failed(CircuitBreaker settings, long nowNanos) {
        if (state == State.OPEN) {
            return Change.NONE;
        }
        if (state == State.CLOSED) {
            note(1, settings);
            int failures = Long.bitCount(window);
            if (noted < settings.minimumCalls() || failures * 100L < (long) noted * settings.failurePercent()) {
                return Change.NONE;
            }
        }
        state = State.OPEN;
        trying = false;
        opensAgainNanos = nowNanos + settings.openFor().toNanos();
        return Change.OPENED;
    }

    /** The call ended in a way that says nothing of the provider. */
    synchronized void abandoned() {
        trying = false;
    }

    private void note(int failure, CircuitBreaker settings) {
        window = (window << 1 | failure) & (-1L >>> (Long.SIZE - settings.window()));
        noted = Math.min(noted + 1, settings.window());
    }
}
