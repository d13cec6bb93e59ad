package io.grammage.gateway.testing;

import io.grammage.gateway.kernel.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is moved. Thread-safe. */
public final class ManualClock implements Clock {
    private final long startMicros;
    private final AtomicLong passedMicros = new AtomicLong();

    /** A clock that stands at a moment. */
    public ManualClock(Instant start) {
        startMicros = ChronoUnit.MICROS.between(Instant.EPOCH, start);
    }

    /** Lets time pass. */
    public void advance(Duration duration) {
        passedMicros.addAndGet(duration.toNanos() / 1_000);
    }

    @Override
    public long epochMicros() {
        return startMicros + passedMicros.get();
    }

    @Override
    public long nanos() {
        return passedMicros.get() * 1_000;
    }
}
