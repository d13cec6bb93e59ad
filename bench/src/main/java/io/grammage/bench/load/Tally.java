package io.grammage.bench.load;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Counts what came of calls. Not thread-safe. */
final class Tally {
    private static final long LONGEST_NANOS = 120_000_000_000L;
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram latencies = new Histogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
    private final Histogram firstEvents = new Histogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
    private final Map<Failure, Long> failures = new EnumMap<>(Failure.class);
    private String firstFailure = "";

    void answered(long firstEventNanos, long latencyNanos) {
        firstEvents.recordValue(Math.clamp(firstEventNanos, 0, LONGEST_NANOS));
        latencies.recordValue(Math.clamp(latencyNanos, 0, LONGEST_NANOS));
    }

    void failed(Failure failure, String what) {
        failed(failure, what, 1);
    }

    void failed(Failure failure, String what, long calls) {
        if (calls > 0) {
            failures.merge(failure, calls, Long::sum);
            firstFailure = firstFailure.isEmpty() ? what : firstFailure;
        }
    }

    LoadReport report(double seconds, double ownCpuSeconds) {
        return new LoadReport(
                latencies.getTotalCount(),
                failures,
                firstFailure,
                seconds,
                Latencies.of(latencies),
                Latencies.of(firstEvents),
                ownCpuSeconds);
    }
}
