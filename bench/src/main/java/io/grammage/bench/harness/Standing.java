package io.grammage.bench.harness;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one contestant did in all its rounds on a lane.
 *
 * @param name the contestant
 * @param figures those that there are, each of every round in their order
 * @param failed calls without a right answer, in all rounds
 * @param firstFailure what the first of them looked like; empty if there was none
 */
record Standing(String name, Map<Figure, List<Double>> figures, long failed, String firstFailure) {
    Standing {
        figures = Map.copyOf(figures);
    }

    static Standing of(String name, Figure.Rounds rounds) {
        Map<Figure, List<Double>> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            figure.of(rounds).ifPresent(values -> figures.put(figure, values));
        }
        return new Standing(
                name,
                figures,
                rounds.own().stream().mapToLong(round -> round.load().failed()).sum(),
                rounds.own().stream()
                        .map(round -> round.load().firstFailure())
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse(""));
    }

    Optional<Spread> figure(Figure figure) {
        return rounds(figure).map(values -> Spread.of(values, Double::doubleValue));
    }

    /** A figure as a multiple of another contestant's in the same round; nothing where that is too small to be seen. */
    Optional<Spread> ratio(Figure figure, Standing base) {
        return rounds(figure)
                .flatMap(own -> base.rounds(figure)
                        .filter(others -> others.stream().allMatch(other -> other > 0))
                        .map(others -> Spread.of(
                                IntStream.range(0, own.size())
                                        .mapToObj(i -> own.get(i) / others.get(i))
                                        .toList(),
                                Double::doubleValue)));
    }

    private Optional<List<Double>> rounds(Figure figure) {
        @Nullable List<Double> values = figures.get(figure);
        return Optional.ofNullable(values);
    }

    /** Peers are measured as they are: what fails there is told, but is no fault of the run. */
    boolean isSound() {
        return failed == 0 || name.equals(PortkeyServer.NAME);
    }
}
