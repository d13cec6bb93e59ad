package io.grammage.gateway.catalog;

import static io.grammage.gateway.kernel.Checks.inRange;

import java.time.Duration;

/**
 * How many calls a provider takes at a time from this node, and how many more wait for a place.
 *
 * @param max calls in flight: 1 to 1,000,000
 * @param queueMax calls that wait: 0 to 100,000
 * @param queueTimeout how long one waits before it goes on to the next provider
 */
public record Concurrency(int max, int queueMax, Duration queueTimeout) {
    private static final int NO_BOUND = 1_000_000;

    /** No bound that anybody reaches, and so no queue. */
    public static final Concurrency UNBOUNDED = new Concurrency(NO_BOUND, 0, Duration.ZERO);

    public Concurrency {
        inRange(max, 1, NO_BOUND, "calls in flight");
        inRange(queueMax, 0, 100_000, "calls waiting");
        if (queueTimeout.isNegative()) {
            throw new IllegalArgumentException("queue timeout: " + queueTimeout + " (expected: not negative)");
        }
    }
}
