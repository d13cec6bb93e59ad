package io.grammage.gateway.kernel;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes call ids: UUIDs of version 7 (RFC 9562, section 5.7), that is 48 bits of milliseconds and 74 random bits.
 * Not thread-safe: one per event loop.
 */
public final class CallIds {
    private final Clock clock;
    private final RandomGenerator random;

    /** The generator must be seeded from a source that other nodes do not share. */
    public CallIds(Clock clock, RandomGenerator random) {
        this.clock = requireNonNull(clock, "clock");
        this.random = requireNonNull(random, "random");
    }

    public CallId next() {
        long millis = clock.epochMicros() / 1_000;
        long high = millis << 16 | 0x7000L | random.nextLong() >>> 52;
        long low = 0x8000_0000_0000_0000L | random.nextLong() >>> 2;
        return new CallId(new UUID(high, low));
    }
}
