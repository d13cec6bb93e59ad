package io.grammage.footprint.infrastructure;

import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sum of lines. Where lines are without a figure, it is the sum of the others and marked as partial; where all are, it
 * is absent. Of no lines at all it is absent and not partial.
 *
 * @param carbon null where nothing of it was estimated
 * @param carbonPartial whether lines without carbon are left out of it
 * @param water null where nothing of it is known
 * @param waterPartial whether lines that should have water are left out of it
 */
public record Total(
        @Nullable Carbon carbon,
        boolean carbonPartial,
        @Nullable Water water,
        boolean waterPartial) {
    static Total of(Collection<Line> lines) {
        return new Total(
                lines.stream()
                        .map(Line::carbon)
                        .filter(Objects::nonNull)
                        .reduce(Carbon::plus)
                        .orElse(null),
                lines.stream().anyMatch(Line::lacksCarbon),
                lines.stream()
                        .map(Line::water)
                        .filter(Objects::nonNull)
                        .reduce(Water::plus)
                        .orElse(null),
                lines.stream().anyMatch(Line::lacksWater));
    }
}
