package io.grammage.footprint.infrastructure;

import io.grammage.footprint.Range;
import io.grammage.footprint.internal.Check;

/**
 * What a data centre takes from the grid for equipment: its {@link Energy} and all that the data centre adds. Not the same
 * type as the energy, so that the PUE is counted once.
 *
 * @param kwh kWh, >= 0 and finite
 */
public record Electricity(Range kwh) {
    public Electricity {
        Check.notNegative("electricity in kWh", kwh.min());
    }

    public Electricity plus(Electricity other) {
        return new Electricity(kwh.plus(other.kwh));
    }
}
