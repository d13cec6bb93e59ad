package io.grammage.bench.load;

import java.util.Map;

/**
 * What came of a {@link LoadPlan}.
 *
 * @param answered calls with a right answer
 * @param failures calls without one, by reason; reasons that did not occur are absent
 * @param firstFailure what the first of them looked like; empty if there was none
 * @param seconds from the first call to the last answer
 * @param latencies of the calls answered, to the last byte of the answer
 * @param firstEvents of the same, to the first byte of the answer's body
 * @param ownCpuSeconds CPU, user and system, of the process that the load generator ran in, meanwhile
 */
public record LoadReport(
        long answered,
        Map<Failure, Long> failures,
        String firstFailure,
        double seconds,
        Latencies latencies,
        Latencies firstEvents,
        double ownCpuSeconds) {
    public LoadReport {
        failures = Map.copyOf(failures);
    }

    /** Calls with a right answer per second. */
    public double callsPerSecond() {
        return answered / seconds;
    }

    /** Calls without a right answer. */
    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** CPU that a call, answered or failed, cost the load generator, in microseconds. */
    public double ownCpuMicrosPerCall() {
        return ownCpuSeconds * 1e6 / Math.max(1, answered + failed());
    }
}
