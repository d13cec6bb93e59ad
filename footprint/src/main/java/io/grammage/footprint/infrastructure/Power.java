package io.grammage.footprint.infrastructure;

import io.grammage.footprint.FootprintException;
import io.grammage.footprint.Range;
import io.grammage.footprint.internal.Check;

/**
 * Electric power.
 *
 * @param watts >= 0 and finite
 */
public record Power(Range watts) {
    public static final Power NONE = ofWatts(0);

    private static final double WATTS_PER_KILOWATT = 1000;

    public Power {
        Check.notNegative("power in W", watts.min());
    }

    public static Power ofWatts(double watts) {
        return new Power(Range.of(watts));
    }

    public Power plus(Power other) {
        return new Power(watts.plus(other.watts));
    }

    public Power times(Ratio ratio) {
        return new Power(watts.times(ratio.value()));
    }

    /** What it comes to in that time. */
    public Energy during(Hours hours) {
        return new Energy(watts.times(hours.value() / WATTS_PER_KILOWATT));
    }

    /**
     * The part that this is of a whole.
     *
     * @throws FootprintException if the whole may be zero
     */
    public Ratio of(Power whole) {
        if (whole.watts.min() == 0) {
            throw new FootprintException("power shared out in W: " + whole.watts + " (expected: > 0)");
        }
        return new Ratio(new Range(watts.min() / whole.watts.max(), watts.max() / whole.watts.min()));
    }
}
