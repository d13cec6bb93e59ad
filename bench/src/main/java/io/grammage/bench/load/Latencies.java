package io.grammage.bench.load;

import org.HdrHistogram.Histogram;

/** How long calls took, in microseconds from the moment they were due. */
public record Latencies(double p50, double p90, double p99, double p999, double max) {
    private static final double NANOS = 1_000;

    static Latencies of(Histogram nanos) {
        return new Latencies(
                nanos.getValueAtPercentile(50) / NANOS,
                nanos.getValueAtPercentile(90) / NANOS,
                nanos.getValueAtPercentile(99) / NANOS,
                nanos.getValueAtPercentile(99.9) / NANOS,
                nanos.getMaxValue() / NANOS);
    }
}
