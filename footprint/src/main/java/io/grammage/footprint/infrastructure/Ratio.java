package io.grammage.footprint.infrastructure;

import io.grammage.footprint.Range;
import io.grammage.footprint.internal.Check;

/**
 * A number without a unit: the share of something, or how many of it. It may exceed 1, as the literal sum of an
 * Instance's shares does.
 *
 * @param value >= 0 and finite
 */
public record Ratio(Range value) {
    public Ratio {
        Check.notNegative("ratio", value.min());
    }

    public static Ratio of(double value) {
        return new Ratio(Range.of(value));
    }

    public Ratio plus(Ratio other) {
        return new Ratio(value.plus(other.value));
    }

    public Ratio times(Ratio other) {
        return new Ratio(value.times(other.value));
    }
}
