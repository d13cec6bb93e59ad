package io.grammage.footprint.infrastructure;

import io.grammage.footprint.Range;
import io.grammage.footprint.internal.Check;

/**
 * Greenhouse gases put down to each hour.
 *
 * @param kgPerHour kgCO2eq per hour, >= 0 and finite
 */
public record CarbonRate(Range kgPerHour) {
    public static final CarbonRate NONE = ofKgPerHour(0);

    public CarbonRate {
        Check.notNegative("carbon in kgCO2eq per hour", kgPerHour.min());
    }

    public static CarbonRate ofKgPerHour(double kgPerHour) {
        return new CarbonRate(Range.of(kgPerHour));
    }

    public CarbonRate times(Ratio ratio) {
        return new CarbonRate(kgPerHour.times(ratio.value()));
    }

    /** What it comes to in that time. */
    public Carbon during(Hours hours) {
        return new Carbon(kgPerHour.times(hours.value()));
    }
}
