package io.grammage.gateway.ledger;

import io.grammage.footprint.Impacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link CallRollup} while it grows. */
final class CallSum {
    private final HistogramSum latency = new HistogramSum(Histogram.Bounds.LATENCY);
    private final HistogramSum firstToken = new HistogramSum(Histogram.Bounds.FIRST_TOKEN);
    private long calls;
    private long promptTokens;
    private long outputTokens;
    private long estimatedTokens;
    private long weighedTokens;
    private double @Nullable [] impacts;

    void add(CallFigures call, Ending ending) {
        calls++;
        promptTokens = ExactSum.of(promptTokens, call.promptTokens(), "prompt tokens");
        outputTokens = ExactSum.of(outputTokens, call.outputTokens(), "output tokens");
        if (call.estimated()) {
            estimatedTokens = ExactSum.of(estimatedTokens, call.tokens(), "estimated tokens");
        }
        Impacts weighed = call.impacts();
        if (weighed != null) {
            weighedTokens = ExactSum.of(weighedTokens, call.tokens(), "weighed tokens");
            addImpacts(weighed.figures());
        }
        latency.add(ending.latencyMicros());
        Long firstTokenMicros = ending.firstTokenMicros();
        if (firstTokenMicros != null) {
            firstToken.add(firstTokenMicros);
        }
    }

    private void addImpacts(double[] figures) {
        if (impacts == null) {
            impacts = figures;
            return;
        }
        for (int i = 0; i < figures.length; i++) {
            impacts[i] += figures[i];
        }
    }

    CallRollup rollup(CallKey key) {
        return new CallRollup(
                key,
                new CallCounts(calls, promptTokens, outputTokens, estimatedTokens, weighedTokens),
                impacts == null ? null : Impacts.ofFigures(impacts),
                latency.histogram(),
                firstToken.histogram());
    }

    private static final class HistogramSum {
        private final Histogram.Bounds bounds;
        private final long[] counts;
        private long sumMicros;

        HistogramSum(Histogram.Bounds bounds) {
            this.bounds = bounds;
            this.counts = new long[bounds.buckets()];
        }

        void add(long micros) {
            counts[bounds.bucketOf(micros)]++;
            sumMicros = ExactSum.of(sumMicros, micros, "duration");
        }

        Histogram histogram() {
            List<Long> boxed = new ArrayList<>(counts.length);
            for (long count : counts) {
                boxed.add(count);
            }
            return new Histogram(bounds, boxed, sumMicros);
        }
    }
}
