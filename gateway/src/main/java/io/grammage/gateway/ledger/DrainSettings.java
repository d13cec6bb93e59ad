package io.grammage.gateway.ledger;

import static io.grammage.gateway.kernel.Checks.inRange;

import java.time.Duration;

/**
 * How records are moved into the store.
 *
 * @param batchMin as soon as so many wait, they are moved
 * @param batchMax records of one insert, at most
 * @param interval records wait no longer than this for others
 * @param retryMax after failures, the store is tried again after no longer than this
 */
public record DrainSettings(int batchMin, int batchMax, Duration interval, Duration retryMax) {
    /** The records of 200 ms, at most 4,000; a store that is away is tried every 5 s. */
    public static final DrainSettings DEFAULT =
            new DrainSettings(4_000, 4_000, Duration.ofMillis(200), Duration.ofSeconds(5));

    public DrainSettings {
        inRange(batchMin, 1, 1_000_000, "batch min");
        inRange(batchMax, batchMin, 1_000_000, "batch max");
        inRange(interval.toMillis(), 1, 60_000, "interval in ms");
        inRange(retryMax.toMillis(), 1, 60_000, "retry max in ms");
    }
}
