package io.grammage.footprint.infrastructure;

import io.grammage.footprint.internal.Check;

/**
 * What a kWh of electricity emits, as the grid of the place has it: contracts do not lower it.
 *
 * @param kgPerKwh kgCO2eq per kWh, 0 to 10
 */
public record EmissionFactor(double kgPerKwh) {
    public EmissionFactor {
        Check.within("emission factor in kgCO2eq per kWh", kgPerKwh, 0, 10);
    }

    public EmissionFactor times(Pue pue) {
        return new EmissionFactor(kgPerKwh * pue.value());
    }
}
