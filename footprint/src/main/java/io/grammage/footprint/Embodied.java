package io.grammage.footprint;

import io.grammage.footprint.internal.Check;

/**
 * What making a piece of hardware cost: GWP in kgCO2eq, ADPe in kgSbeq, PE in MJ; each finite and not negative.
 *
 * @param gwp global warming potential, kgCO2eq
 * @param adpe abiotic depletion potential of elements, kgSbeq
 * @param pe primary energy, MJ
 */
public record Embodied(double gwp, double adpe, double pe) {
    public static final Embodied NONE = new Embodied(0, 0, 0);

    public Embodied {
        Check.notNegative("embodied gwp in kgCO2eq", gwp);
        Check.notNegative("embodied adpe in kgSbeq", adpe);
        Check.notNegative("embodied pe in MJ", pe);
    }

    Embodied plus(Embodied other) {
        return new Embodied(gwp + other.gwp, adpe + other.adpe, pe + other.pe);
    }

    Embodied times(double factor) {
        return new Embodied(gwp * factor, adpe * factor, pe * factor);
    }
}
