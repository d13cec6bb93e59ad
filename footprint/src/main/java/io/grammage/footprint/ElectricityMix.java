package io.grammage.footprint;

import io.grammage.footprint.internal.Check;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one kWh of a zone's electricity costs the environment.
 *
 * @param adpe abiotic depletion potential of elements, kgSbeq per kWh, 0 to 0.001
 * @param pe primary energy, MJ per kWh, 0 to 1,000
 * @param gwp global warming potential, kgCO2eq per kWh, 0 to 10
 * @param wue water consumed in generating it, L per kWh, 0 to 100; null where unknown
 * @param source where the figures come from, as a phrase
 */
public record ElectricityMix(
        Zone zone,
        double adpe,
        double pe,
        double gwp,
        @Nullable Double wue,
        String source) {
    // The upper bounds are far above any real mix: they catch grams taken for kilograms.
    public ElectricityMix {
        Objects.requireNonNull(zone, "zone");
        Check.within("electricity mix " + zone + ", adpe in kgSbeq per kWh", adpe, 0, 0.001);
        Check.within("electricity mix " + zone + ", pe in MJ per kWh", pe, 0, 1000);
        Check.within("electricity mix " + zone + ", gwp in kgCO2eq per kWh", gwp, 0, 10);
        if (wue != null) {
            Check.within("electricity mix " + zone + ", wue in L per kWh", wue, 0, 100);
        }
        Objects.requireNonNull(source, "source");
    }
}
