package io.grammage.footprint;

import io.grammage.footprint.internal.Check;
import java.util.Objects;

/**
 * Where a model runs.
 *
 * @param mix its electricity
 * @param pue power usage effectiveness: total over IT energy of the data centre, 1 to 10
 * @param wue water usage effectiveness: L that the data centre consumes per kWh of IT energy, 0 to 100
 */
public record Hosting(ElectricityMix mix, Range pue, Range wue) {
    /** The span of the PUE that operators of AI data centres publish: what is known where nothing is known. */
    public static final Range UNKNOWN_PUE = new Range(1.09, 1.20);

    /** The span of the WUE that operators of AI data centres publish, in L per kWh. */
    public static final Range UNKNOWN_WUE = new Range(0.09, 0.999);

    public Hosting {
        Objects.requireNonNull(mix, "mix");
        Check.within("PUE", pue, 1, 10);
        Check.within("WUE in L per kWh", wue, 0, 100);
    }

    /** A data centre of which only the electricity is known. */
    public static Hosting of(ElectricityMix mix) {
        return new Hosting(mix, UNKNOWN_PUE, UNKNOWN_WUE);
    }

    public Hosting withPue(Range known) {
        return new Hosting(mix, known, wue);
    }

    public Hosting withWue(Range known) {
        return new Hosting(mix, pue, known);
    }
}
