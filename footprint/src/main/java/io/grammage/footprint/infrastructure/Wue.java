package io.grammage.footprint.infrastructure;

import io.grammage.footprint.internal.Check;

/**
 * Water usage effectiveness: what a data centre consumes for each kWh of its IT equipment, without the PUE.
 *
 * @param litresPerKwh L per kWh of IT energy, 0 to 100
 */
public record Wue(double litresPerKwh) {
    public Wue {
        Check.within("WUE in L per kWh", litresPerKwh, 0, 100);
    }
}
