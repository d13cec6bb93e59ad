package io.grammage.bench.harness;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The middle of some rounds, and how far they lie apart. */
record Spread(double median, double min, double max) {
    /** Of one figure of all rounds, of which there is at least one. */
    static <T> Spread of(List<T> rounds, ToDoubleFunction<T> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("rounds: 0 (expected: >= 1)");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, Arrays.stream(sorted).min().orElseThrow(), sorted[sorted.length - 1]);
    }

    /** As {@code median (min..max)}, with so many decimals. */
    String text(int decimals) {
        String number = "%." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + ".." + number + ")", median, min, max);
    }
}
