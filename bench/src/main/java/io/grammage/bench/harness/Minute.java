package io.grammage.bench.harness;

import io.grammage.bench.load.Latencies;
import java.util.Locale;

/**
 * A minute of a soak.
 *
 * @param elapsedMinutes since the soak began, at the end of this minute
 * @param rssMebibytes memory of the gateway then
 * @param json latencies of calls with JSON answers
 * @param stream latencies of streams, to their end
 * @param failed calls without a right answer
 */
record Minute(double elapsedMinutes, double rssMebibytes, Latencies json, Latencies stream, long failed) {
    /** A line for people. */
    String text() {
        return String.format(
                Locale.ROOT,
                "%6.1f min: RSS %.0f MiB; JSON p50 %.0f us, p99 %.0f us; streams p50 %.0f us, p99 %.0f us; %d failed",
                elapsedMinutes,
                rssMebibytes,
                json.p50(),
                json.p99(),
                stream.p50(),
                stream.p99(),
                failed);
    }
}
