package io.grammage.footprint.infrastructure;

import io.grammage.footprint.Range;
import io.grammage.footprint.internal.Check;

/**
 * Electric energy of IT equipment, before anything that the data centre adds.
 *
 * @param kwh kWh, >= 0 and finite
 */
public record Energy(Range kwh) {
    public Energy {
        Check.notNegative("energy in kWh", kwh.min());
    }

    public static Energy ofKwh(double kwh) {
        return new Energy(Range.of(kwh));
    }

    public Energy times(Ratio ratio) {
        return new Energy(kwh.times(ratio.value()));
    }
}
