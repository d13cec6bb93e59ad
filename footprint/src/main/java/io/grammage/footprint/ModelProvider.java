package io.grammage.footprint;

import io.grammage.footprint.internal.Check;
import java.util.Objects;

/**
 * Who serves the models of the registry, and what is assumed of its data centres.
 *
 * @param name as EcoLogits spells it, such as {@code openai}
 * @param zone where its data centres are taken to be
 * @param pue power usage effectiveness that it, or its cloud, publishes
 * @param wue water usage effectiveness that it, or its cloud, publishes, in L per kWh of IT energy
 */
public record ModelProvider(String name, Zone zone, Range pue, Range wue) {
    public ModelProvider {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(zone, "zone");
        Check.within("PUE", pue, 1, 10);
        Check.within("WUE in L per kWh", wue, 0, 100);
    }

    /**
     * Its data centres with the electricity of their zone.
     *
     * @throws FootprintException if the mixes do not have the zone
     */
    public Hosting hosting(ElectricityMixes mixes) {
        return hosting(mixes.require(zone));
    }

    /** Its data centres with other electricity. */
    public Hosting hosting(ElectricityMix mix) {
        return new Hosting(mix, pue, wue);
    }
}
