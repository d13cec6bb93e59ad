package io.grammage.bench.load;

import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes a selector at each moment of a fixed pace: a selector's own timeout is in whole milliseconds, and polling would
 * cost the processor that is measured.
 */
final class Ticker implements AutoCloseable {
    private final Thread thread;

    private Ticker(Thread thread) {
        this.thread = thread;
    }

    static Ticker start(Pace.Fixed pace, long begin, Selector selector) {
        return new Ticker(Thread.ofPlatform().daemon().name("ticker").start(() -> tick(pace, begin, selector)));
    }

    private static void tick(Pace.Fixed pace, long begin, Selector selector) {
        long index = 0;
        while (!Thread.currentThread().isInterrupted()) {
            long wait = begin + pace.dueNanos(index) - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            } else {
                selector.wakeup();
                index++;
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
