package io.grammage.footprint.infrastructure;

import java.util.Collection;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A sum of lines. Where lines are without a figure, it is the sum of the others and marked as partial; where all are, it
 * is absent. Of no lines at all it is absent and not partial.
 *
 * @param electricity null where nothing of it was estimated
 * @param electricityPartial whether lines that should have electricity are left out of it
 * @param carbon null where nothing of it was estimated
 * @param carbonPartial whether lines without carbon are left out of it
 * @param water null where nothing of it is known
 * @param waterPartial whether lines that should have water are left out of it
 */
public record Total(
        @Nullable Electricity electricity,
        boolean electricityPartial,
        @Nullable Carbon carbon,
        boolean carbonPartial,
        @Nullable Water water,
        boolean waterPartial) {
    static Total of(Collection<Line> lines) {
        return new Total(
                sum(lines, Line::electricity, Electricity::plus),
                lines.stream().anyMatch(Line::lacksElectricity),
                sum(lines, Line::carbon, Carbon::plus),
                lines.stream().anyMatch(Line::lacksCarbon),
                sum(lines, Line::water, Water::plus),
                lines.stream().anyMatch(Line::lacksWater));
    }

    private static <T> @Nullable T sum(
            Collection<Line> lines, Function<Line, @Nullable T> figure, BinaryOperator<T> plus) {
        return lines.stream().map(figure).filter(Objects::nonNull).reduce(plus).orElse(null);
    }
}
