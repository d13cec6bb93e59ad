package io.grammage.footprint;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a call, or a sum of calls, costs the environment: energy (kWh), GWP (kgCO2eq), ADPe (kgSbeq), PE (MJ) and WCF (L),
 * each as a range. Ranges are made when asked for; inside there are only numbers, so that one call leaves one object.
 */
public final class Impacts {
    /** How many numbers {@link #figures()} gives. */
    public static final int FIGURES = 16;

    /** Stands for a figure that was not estimated. */
    static final double ABSENT = Double.NaN;

    private final double energyMin;
    private final double energyMax;
    private final double gwpUsageMin;
    private final double gwpUsageMax;
    private final double gwpEmbodiedMin;
    private final double gwpEmbodiedMax;
    private final double adpeUsageMin;
    private final double adpeUsageMax;
    private final double adpeEmbodiedMin;
    private final double adpeEmbodiedMax;
    private final double peUsageMin;
    private final double peUsageMax;
    private final double peEmbodiedMin;
    private final double peEmbodiedMax;
    private final double wcfMin;
    private final double wcfMax;

    /** The impacts of so many tokens, seen from both bounds. */
    Impacts(Bound low, Bound high, double tokens, double measuredSeconds) {
        double lowSeconds = low.seconds(tokens, measuredSeconds);
        double highSeconds = high.seconds(tokens, measuredSeconds);
        energyMin = low.energyKwh(tokens, lowSeconds);
        energyMax = high.energyKwh(tokens, highSeconds);
        gwpUsageMin = energyMin * low.site().gwp();
        gwpUsageMax = energyMax * high.site().gwp();
        adpeUsageMin = energyMin * low.site().adpe();
        adpeUsageMax = energyMax * high.site().adpe();
        peUsageMin = energyMin * low.site().pe();
        peUsageMax = energyMax * high.site().pe();
        wcfMin = energyMin * low.site().waterPerKwh();
        wcfMax = energyMax * high.site().waterPerKwh();
        double lowShare = lowSeconds * low.machine().sharePerSecond();
        double highShare = highSeconds * high.machine().sharePerSecond();
        Embodied lowEmbodied = low.machine().embodied();
        Embodied highEmbodied = high.machine().embodied();
        gwpEmbodiedMin = lowShare * lowEmbodied.gwp();
        gwpEmbodiedMax = highShare * highEmbodied.gwp();
        adpeEmbodiedMin = lowShare * lowEmbodied.adpe();
        adpeEmbodiedMax = highShare * highEmbodied.adpe();
        peEmbodiedMin = lowShare * lowEmbodied.pe();
        peEmbodiedMax = highShare * highEmbodied.pe();
    }

    private Impacts(Range energy, Phases gwp, Phases adpe, Phases pe, @Nullable Range wcf) {
        energyMin = energy.min();
        energyMax = energy.max();
        gwpUsageMin = gwp.usage().min();
        gwpUsageMax = gwp.usage().max();
        gwpEmbodiedMin = minimum(gwp.embodied());
        gwpEmbodiedMax = maximum(gwp.embodied());
        adpeUsageMin = adpe.usage().min();
        adpeUsageMax = adpe.usage().max();
        adpeEmbodiedMin = minimum(adpe.embodied());
        adpeEmbodiedMax = maximum(adpe.embodied());
        peUsageMin = pe.usage().min();
        peUsageMax = pe.usage().max();
        peEmbodiedMin = minimum(pe.embodied());
        peEmbodiedMax = maximum(pe.embodied());
        wcfMin = minimum(wcf);
        wcfMax = maximum(wcf);
    }

    /**
     * Puts stored figures together again.
     *
     * @param energy kWh
     * @param gwp kgCO2eq
     * @param adpe kgSbeq
     * @param pe MJ
     * @param wcf L; null where it was not estimated
     */
    public static Impacts of(Range energy, Phases gwp, Phases adpe, Phases pe, @Nullable Range wcf) {
        return new Impacts(energy, gwp, adpe, pe, wcf);
    }

    /**
     * Puts together again what {@link #figures()} took apart.
     *
     * @throws FootprintException if there are not {@value #FIGURES} figures, a minimum exceeds its maximum, or a figure
     *     that every method has is not finite
     */
    public static Impacts ofFigures(double[] figures) {
        if (figures.length != FIGURES) {
            throw new FootprintException("figures: " + figures.length + " (expected: " + FIGURES + ")");
        }
        return new Impacts(
                new Range(figures[0], figures[1]),
                phases(figures[2], figures[3], figures[4], figures[5]),
                phases(figures[6], figures[7], figures[8], figures[9]),
                phases(figures[10], figures[11], figures[12], figures[13]),
                rangeOrNull(figures[14], figures[15]));
    }

    /** Energy consumed, in kWh. */
    public Range energy() {
        return new Range(energyMin, energyMax);
    }

    /** Global warming potential, in kgCO2eq. */
    public Phases gwp() {
        return phases(gwpUsageMin, gwpUsageMax, gwpEmbodiedMin, gwpEmbodiedMax);
    }

    /** Abiotic depletion potential of elements, in kgSbeq. */
    public Phases adpe() {
        return phases(adpeUsageMin, adpeUsageMax, adpeEmbodiedMin, adpeEmbodiedMax);
    }

    /** Primary energy, in MJ. */
    public Phases pe() {
        return phases(peUsageMin, peUsageMax, peEmbodiedMin, peEmbodiedMax);
    }

    /** Water consumed in use, in L; null where the method has no water, or the mix's water is unknown. */
    public @Nullable Range wcf() {
        return rangeOrNull(wcfMin, wcfMax);
    }

    /** Both together. What one of the two lacks (water, embodied), the sum lacks as well: it is never taken for zero. */
    public Impacts plus(Impacts other) {
        return new Impacts(
                energy().plus(other.energy()),
                sum(gwp(), other.gwp()),
                sum(adpe(), other.adpe()),
                sum(pe(), other.pe()),
                sumOrNull(wcf(), other.wcf()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Impacts impacts && Arrays.equals(figures(), impacts.figures());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(figures());
    }

    @Override
    public String toString() {
        Range wcf = wcf();
        return "Impacts[" + energy() + " kWh, " + gwp().total() + " kgCO2eq, " + adpe().total() + " kgSbeq, "
                + pe().total() + " MJ, " + (wcf == null ? "water not estimated" : wcf + " L") + "]";
    }

    /**
     * All figures in a new array, for storing and summing: minimum and maximum of energy, of usage and embodied GWP, of
     * usage and embodied ADPe, of usage and embodied PE, and of WCF, in this order. {@code NaN} stands for a figure that was
     * not estimated, so that sums keep it.
     */
    public double[] figures() {
        return new double[] {
            energyMin, energyMax, gwpUsageMin, gwpUsageMax, gwpEmbodiedMin, gwpEmbodiedMax,
            adpeUsageMin, adpeUsageMax, adpeEmbodiedMin, adpeEmbodiedMax, peUsageMin, peUsageMax,
            peEmbodiedMin, peEmbodiedMax, wcfMin, wcfMax
        };
    }

    private static Phases phases(double usageMin, double usageMax, double embodiedMin, double embodiedMax) {
        return new Phases(new Range(usageMin, usageMax), rangeOrNull(embodiedMin, embodiedMax));
    }

    private static @Nullable Range rangeOrNull(double min, double max) {
        return Double.isNaN(min) ? null : new Range(min, max);
    }

    private static Phases sum(Phases one, Phases other) {
        return new Phases(one.usage().plus(other.usage()), sumOrNull(one.embodied(), other.embodied()));
    }

    private static @Nullable Range sumOrNull(@Nullable Range one, @Nullable Range other) {
        return one == null || other == null ? null : one.plus(other);
    }

    private static double minimum(@Nullable Range range) {
        return range == null ? ABSENT : range.min();
    }

    private static double maximum(@Nullable Range range) {
        return range == null ? ABSENT : range.max();
    }
}
