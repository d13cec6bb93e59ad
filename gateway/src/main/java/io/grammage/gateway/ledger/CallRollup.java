package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;

import io.grammage.footprint.Impacts;
import org.jspecify.annotations.Nullable;

/**
 * How many calls there were, with what tokens, impacts and times.
 *
 * @param impacts the sum over the calls, or null where the key has no method; a figure that one of the calls lacks, the
 *     sum lacks too
 * @param firstToken times to the first token, of streams only
 */
public record CallRollup(
        CallKey key, CallCounts counts, @Nullable Impacts impacts, Histogram latency, Histogram firstToken) {
    public CallRollup {
        requireNonNull(key, "key");
        requireNonNull(counts, "counts");
        if ((impacts == null) != (key.method() == null)) {
            throw new IllegalArgumentException("impacts: " + impacts
                    + " (expected: impacts with a method, none without; method " + key.method() + ")");
        }
        expect(latency, Histogram.Bounds.LATENCY);
        expect(firstToken, Histogram.Bounds.FIRST_TOKEN);
    }

    private static void expect(Histogram histogram, Histogram.Bounds bounds) {
        if (histogram.bounds() != bounds) {
            throw new IllegalArgumentException("bounds: " + histogram.bounds() + " (expected: " + bounds + ")");
        }
    }
}
