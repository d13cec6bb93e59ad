package io.grammage.bench.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * What a build costs beside an earlier one that took turns with it: as multiples of what the earlier one's turn next to it gave.
 * Median, minimum and maximum of the rounds.
 */
final class Comparison {
    private static final List<Figure> FIGURES = List.of(
            Figure.CPU_MICROS_PER_CALL,
            Figure.CALLS_PER_SECOND,
            Figure.P50_MICROS,
            Figure.P99_MICROS,
            Figure.FIRST_P50_MICROS,
            Figure.FIRST_P99_MICROS);

    private final RunReport run;

    Comparison(RunReport run) {
        this.run = run;
    }

    /** The tables, for people; nothing where no earlier build took part. */
    Optional<String> text() {
        StringJoiner text = new StringJoiner("\n");
        for (GrammageServer earlier : GrammageServer.values()) {
            earlier.successor()
                    .flatMap(now -> text(now.title(), earlier.title()))
                    .ifPresent(text::add);
        }
        return Optional.of(text.toString()).filter(found -> !found.isEmpty());
    }

    private Optional<String> text(String now, String before) {
        List<LaneReport> lanes = run.lanes().stream()
                .filter(lane ->
                        lane.standing(now).isPresent() && lane.standing(before).isPresent())
                .toList();
        if (lanes.isEmpty()) {
            return Optional.empty();
        }
        StringJoiner text = new StringJoiner("\n");
        TextTable table = TextTable.ofNumbers();
        List<String> head = new ArrayList<>();
        head.add(now + " / " + before);
        FIGURES.forEach(figure -> head.add(figure.title()));
        table.add(head);
        for (LaneReport lane : lanes) {
            List<String> row = new ArrayList<>();
            row.add(lane.lane().name());
            FIGURES.forEach(figure -> row.add(lane.byRound(figure, now, before)
                    .map(ratio -> ratio.text(2))
                    .orElse("-")));
            table.add(row);
        }
        text.add(table.text());
        run.memory(now)
                .flatMap(own -> run.memory(before).map(other -> own.peakMebibytes() / other.peakMebibytes()))
                .ifPresent(ratio -> text.add("RSS, peak: " + number(ratio)));
        starts(now, before, Starts::plain).ifPresent(ratio -> text.add("start: " + number(ratio)));
        starts(now, before, Starts::prepared)
                .ifPresent(ratio -> text.add("start with an ahead-of-time cache: " + number(ratio)));
        return Optional.of(text.toString());
    }

    private Optional<Double> starts(String now, String before, Function<Starts, Spread> kind) {
        return run.starts(now)
                .map(kind)
                .flatMap(own -> run.starts(before).map(kind).map(other -> own.median() / other.median()));
    }

    private static String number(double ratio) {
        return String.format(Locale.ROOT, "%.2f x", ratio);
    }
}
