package io.grammage.bench.harness;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;

/** How memory and latency moved in a soak, its first minutes aside, in which the gateway still settles. */
record SoakReport(List<Minute> minutes) {
    private static final int SETTLING = 5;
    private static final int COMPARED = 5;

    SoakReport {
        minutes = List.copyOf(minutes);
    }

    /** By least squares over the settled minutes, in MiB an hour; nothing where they are fewer than two. */
    Optional<Double> rssSlope() {
        List<Minute> settled = settled();
        if (settled.size() < 2) {
            return Optional.empty();
        }
        double meanTime = mean(settled, Minute::elapsedMinutes);
        double meanRss = mean(settled, Minute::rssMebibytes);
        double together = settled.stream()
                .mapToDouble(minute -> (minute.elapsedMinutes() - meanTime) * (minute.rssMebibytes() - meanRss))
                .sum();
        double alone = settled.stream()
                .mapToDouble(minute -> Math.pow(minute.elapsedMinutes() - meanTime, 2))
                .sum();
        return Optional.of(together / alone * 60);
    }

    /**
     * The median of the last minutes' 99th percentiles as a multiple of the first settled ones'; nothing where there are
     * not enough minutes for both.
     */
    Optional<Double> drift(ToDoubleFunction<Minute> p99) {
        List<Minute> settled = settled();
        if (settled.size() < 2 * COMPARED) {
            return Optional.empty();
        }
        double early = Spread.of(settled.subList(0, COMPARED), p99).median();
        double late = Spread.of(settled.subList(settled.size() - COMPARED, settled.size()), p99)
                .median();
        return Optional.of(late / early);
    }

    long failed() {
        return minutes.stream().mapToLong(Minute::failed).sum();
    }

    /** For people. */
    String text() {
        StringJoiner text = new StringJoiner("\n");
        text.add("RSS slope after " + SETTLING + " minutes: " + number(rssSlope(), "%+.1f MiB/hour"));
        text.add("p99 of the last " + COMPARED + " minutes against minutes 5 to 10: JSON "
                + number(drift(minute -> minute.json().p99()), "%.2f x") + ", streams "
                + number(drift(minute -> minute.stream().p99()), "%.2f x"));
        text.add("calls failed: " + failed());
        return text.toString();
    }

    private List<Minute> settled() {
        return minutes.subList(Math.min(SETTLING, minutes.size()), minutes.size());
    }

    private static String number(Optional<Double> value, String format) {
        return value.map(number -> String.format(Locale.ROOT, format, number)).orElse("too short to tell");
    }

    private static double mean(List<Minute> minutes, ToDoubleFunction<Minute> figure) {
        return minutes.stream().mapToDouble(figure).average().orElseThrow();
    }
}
