package io.grammage.gateway.simulator;

import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that the test moves, and that tells whether the simulator has looked at it. Thread-safe. */
final class SteppedClock implements Clock {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final AtomicLong looks = new AtomicLong();

    @Override
    public long epochMicros() {
        return clock.epochMicros();
    }

    @Override
    public long nanos() {
        looks.incrementAndGet();
        return clock.nanos();
    }

    void advance(Duration duration) {
        clock.advance(duration);
    }

    /**
     * Waits until the simulator has looked twice: it has seen the time that it is now, and then had something left to
     * wait for.
     */
    void awaitWaiting() throws InterruptedException {
        long before = looks.get();
        RunningSimulator.await(() -> looks.get() >= before + 2);
    }
}
