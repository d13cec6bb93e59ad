package io.grammage.bench.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * What a run found on one lane.
 *
 * @param lane the traffic
 * @param standings one for each contestant that took part
 * @param notes who did not, and why
 */
record LaneReport(Lane lane, List<Standing> standings, List<String> notes) {
    LaneReport {
        standings = List.copyOf(standings);
        notes = List.copyOf(notes);
    }

    Optional<Standing> standing(String name) {
        return standings.stream()
                .filter(standing -> standing.name().equals(name))
                .findFirst();
    }

    /** Whether every call was answered. */
    boolean isSound() {
        return standings.stream().allMatch(Standing::isSound);
    }

    /** One contestant's figure as a multiple of another's; nothing where that is too small to be seen. */
    Optional<Double> ratio(Figure figure, String name, String base) {
        return figure(figure, name)
                .flatMap(own -> figure(figure, base)
                        .filter(other -> other.median() > 0)
                        .map(other -> own.median() / other.median()));
    }

    /** The same, round by round. */
    Optional<Spread> byRound(Figure figure, String name, String base) {
        return standing(name).flatMap(own -> standing(base).flatMap(other -> own.ratio(figure, other)));
    }

    Optional<Spread> figure(Figure figure, String name) {
        return standing(name).flatMap(standing -> standing.figure(figure));
    }

    /** The table, for people. */
    String text() {
        StringJoiner text = new StringJoiner("\n");
        text.add(lane.name() + ": " + lane.title() + ", " + lane.connections() + " at a time");
        TextTable table = TextTable.ofNumbers();
        table.add(cells("", standings.stream().map(Standing::name)));
        for (Figure figure : Figure.values()) {
            if (standings.stream().anyMatch(standing -> standing.figure(figure).isPresent())) {
                table.add(cells(
                        figure.title(),
                        standings.stream()
                                .map(standing -> standing.figure(figure)
                                        .map(figure::text)
                                        .orElse("-"))));
            }
        }
        text.add(table.text());
        for (GrammageServer grammage : GrammageServer.values()) {
            ratio(Figure.CPU_MICROS_PER_CALL, grammage.title(), NginxServer.NAME)
                    .ifPresent(ratio ->
                            text.add(String.format(Locale.ROOT, "%s / nginx: %.2f x CPU", grammage.title(), ratio)));
        }
        loadRatio().ifPresent(text::add);
        notes.forEach(text::add);
        standings.stream()
                .filter(standing -> standing.failed() > 0)
                .forEach(standing -> text.add("FAILED: " + standing.failed() + " calls of " + standing.name()
                        + ", the first: " + standing.firstFailure()));
        return text.toString();
    }

    /** Where calls wait for nothing but their answers: shows that the load generator is not what was measured. */
    private Optional<String> loadRatio() {
        return Optional.of(GrammageServer.BEFORE_RESPONSE.title())
                .filter(grammage -> lane.isSaturating())
                .flatMap(grammage -> ratio(Figure.CALLS_PER_SECOND, NginxServer.NAME, grammage))
                .map(ratio -> String.format(
                        Locale.ROOT, "load generator: drove nginx at %.1f x the rate of grammage", ratio));
    }

    private static List<String> cells(String first, Stream<String> others) {
        List<String> cells = new ArrayList<>();
        cells.add(first);
        others.forEach(cells::add);
        return cells;
    }
}
