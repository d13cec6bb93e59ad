package io.grammage.gateway.kernel;

import java.time.Instant;

/** The machine's clock. Thread-safe. */
enum SystemClock implements Clock {
    INSTANCE;

    @Override
    public long epochMicros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
