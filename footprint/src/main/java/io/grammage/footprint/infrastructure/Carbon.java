package io.grammage.footprint.infrastructure;

import io.grammage.footprint.FootprintException;
import io.grammage.footprint.Range;
import io.grammage.footprint.internal.Check;

/**
 * Greenhouse gases.
 *
 * @param kg kgCO2eq, >= 0 and finite
 */
public record Carbon(Range kg) {
    public Carbon {
        Check.notNegative("carbon in kgCO2eq", kg.min());
    }

    public static Carbon ofKg(double kg) {
        return new Carbon(Range.of(kg));
    }

    public Carbon plus(Carbon other) {
        return new Carbon(kg.plus(other.kg));
    }

    public Carbon times(Ratio ratio) {
        return new Carbon(kg.times(ratio.value()));
    }

    /**
     * Spread evenly over a time.
     *
     * @throws FootprintException if the time is zero
     */
    public CarbonRate over(Hours hours) {
        if (hours.value() == 0) {
            throw new FootprintException("hours to spread carbon over: 0 (expected: > 0)");
        }
        return new CarbonRate(new Range(kg.min() / hours.value(), kg.max() / hours.value()));
    }
}
