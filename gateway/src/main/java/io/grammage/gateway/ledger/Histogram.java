package io.grammage.gateway.ledger;

import static io.grammage.gateway.kernel.Checks.notNegative;
import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How many of a set of durations fell into each bucket, and their sum. The bounds of the buckets are fixed, so that the
 * histograms of any periods and keys add up.
 *
 * @param counts one for each bound: durations above the bound before and up to this one; the last counts what is above
 *     all bounds
 * @param sumMicros the sum of all durations in microseconds
 */
public record Histogram(Bounds bounds, List<Long> counts, long sumMicros) {

    /** The upper bounds of buckets, each included, as the OpenTelemetry conventions for generative models advise them. */
    public enum Bounds {
        /** 10 ms to 82 s, each twice the one before: from the start of a call to the last byte. */
        LATENCY(
                10_000,
                20_000,
                40_000,
                80_000,
                160_000,
                320_000,
                640_000,
                1_280_000,
                2_560_000,
                5_120_000,
                10_240_000,
                20_480_000,
                40_960_000,
                81_920_000),
        /** 1 ms to 10 s: from the start of a call to the first event of its stream. */
        FIRST_TOKEN(
                1_000,
                5_000,
                10_000,
                20_000,
                40_000,
                60_000,
                80_000,
                100_000,
                250_000,
                500_000,
                750_000,
                1_000_000,
                2_500_000,
                5_000_000,
                7_500_000,
                10_000_000);

        @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list that nobody else holds
        private final List<Long> micros;

        Bounds(long... micros) {
            List<Long> bounds = new ArrayList<>(micros.length);
            for (long bound : micros) {
                bounds.add(bound);
            }
            this.micros = Collections.unmodifiableList(bounds);
        }

        /** The bounds in microseconds, ascending. */
        public List<Long> micros() {
            return micros;
        }

        /** How many buckets there are: one more than bounds. */
        public int buckets() {
            return micros.size() + 1;
        }

        /** The bucket, counted from 0, that a duration falls into. */
        public int bucketOf(long durationMicros) {
            int bucket = 0;
            while (bucket < micros.size() && durationMicros > micros.get(bucket)) {
                bucket++;
            }
            return bucket;
        }
    }

    public Histogram {
        requireNonNull(bounds, "bounds");
        counts = List.copyOf(counts);
        if (counts.size() != bounds.buckets()) {
            throw new IllegalArgumentException(
                    "counts: " + counts.size() + " (expected: " + bounds.buckets() + " for " + bounds + ")");
        }
        for (long count : counts) {
            notNegative(count, "count");
        }
        notNegative(sumMicros, "sumMicros");
    }

    /** How many durations there are. */
    public long count() {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        return all;
    }

    /** For each bound, and at last for infinity, how many durations do not exceed it. */
    public List<Long> cumulative() {
        List<Long> cumulative = new ArrayList<>(counts.size());
        long below = 0;
        for (long count : counts) {
            below += count;
            cumulative.add(below);
        }
        return cumulative;
    }
}
