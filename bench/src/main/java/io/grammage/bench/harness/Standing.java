package io.grammage.bench.harness;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one contestant did in all its rounds on a lane.
 *
 * @param name the contestant
 * @param figures those that there are
 * @param failed calls without a right answer, in all rounds
 * @param firstFailure what the first of them looked like; empty if there was none
 */
record Standing(String name, Map<Figure, Spread> figures, long failed, String firstFailure) {
    Standing {
        figures = Map.copyOf(figures);
    }

    static Standing of(String name, Figure.Rounds rounds) {
        Map<Figure, Spread> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            figure.of(rounds).ifPresent(spread -> figures.put(figure, spread));
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
        @Nullable Spread spread = figures.get(figure);
        return Optional.ofNullable(spread);
    }

    /** Peers are measured as they are: what fails there is told, but is no fault of the run. */
    boolean isSound() {
        return failed == 0 || name.equals(PortkeyServer.NAME);
    }
}
