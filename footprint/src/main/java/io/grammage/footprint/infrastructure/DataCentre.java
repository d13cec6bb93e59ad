package io.grammage.footprint.infrastructure;

import io.grammage.footprint.Zone;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where equipment stands. A zone is taken to be one data centre.
 *
 * @param zone its name
 * @param pue its power usage effectiveness
 * @param wue its water usage effectiveness; null where it is not known, which is not the same as none
 * @param electricity the emission factor of its country's grid
 */
public record DataCentre(Zone zone, Pue pue, @Nullable Wue wue, EmissionFactor electricity) {
    public DataCentre {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(pue, "pue");
        Objects.requireNonNull(electricity, "electricity");
    }

    /** What each kWh of IT energy emits: PUE times the emission factor of the grid. */
    public EmissionFactor perItKwh() {
        return electricity.times(pue);
    }

    /** IT energy * PUE. */
    public Electricity electricityOf(Energy energy) {
        return new Electricity(energy.kwh().times(pue.value()));
    }

    /** Use: IT energy * PUE * emission factor. */
    public Carbon carbonOf(Energy energy) {
        return new Carbon(energy.kwh().times(perItKwh().kgPerKwh()));
    }

    /** IT energy * WUE, without the PUE, since WUE is defined on IT energy; null where the WUE is not known. */
    public @Nullable Water waterOf(Energy energy) {
        return wue == null ? null : new Water(energy.kwh().times(wue.litresPerKwh()));
    }
}
