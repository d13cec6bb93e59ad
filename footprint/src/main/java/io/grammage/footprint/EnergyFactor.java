package io.grammage.footprint;

import io.grammage.footprint.internal.Check;

/**
 * Energy per 1,000 tokens that an operator states for a model which no method covers: embeddings, reranking, audio. Gives
 * energy, the usage phase of GWP, ADPe and PE, and water; embodied impacts are not estimated, since a factor says nothing
 * of the hardware. Latency plays no part.
 *
 * @param kwhPerThousandTokens kWh per 1,000 tokens, 0 to 1,000
 * @param includesPue whether it was measured at the data centre's meter; else it is IT energy, and is multiplied by the
 *     PUE
 */
public record EnergyFactor(Range kwhPerThousandTokens, boolean includesPue) {
    /** The name of the method, as it stands in ledger and answers. */
    public static final String METHOD_ID = "energy-factor";

    private static final Machine UNKNOWN_MACHINE = new Machine(0, 1, 0, Embodied.NONE, Impacts.ABSENT);

    public EnergyFactor {
        Check.within("energy in kWh per 1000 tokens", kwhPerThousandTokens, 0, 1000);
    }

    /** Fills in where the model runs. */
    public PreparedEstimator prepare(Hosting hosting) {
        double least = kwhPerThousandTokens.min();
        double most = kwhPerThousandTokens.max();
        Range pue = hosting.pue();
        Range wue = hosting.wue();
        ElectricityMix mix = hosting.mix();
        if (includesPue) {
            // The energy at the meter is given: the higher the PUE, the less of it is IT energy that needs cooling.
            return prepared(
                    bound(least, Site.of(mix, 1, water(mix, pue.max(), wue.min()))),
                    bound(most, Site.of(mix, 1, water(mix, pue.min(), wue.max()))));
        }
        return prepared(
                bound(least, Site.of(mix, pue.min(), water(mix, pue.min(), wue.min()))),
                bound(most, Site.of(mix, pue.max(), water(mix, pue.max(), wue.max()))));
    }

    private static PreparedEstimator prepared(Bound low, Bound high) {
        return new PreparedEstimator(METHOD_ID, low, high);
    }

    private static Bound bound(double kwhPerThousandTokens, Site site) {
        return new Bound(new Work(kwhPerThousandTokens / 1000, 0, 0), UNKNOWN_MACHINE, site);
    }

    /** L per kWh at the data centre's meter. */
    private static double water(ElectricityMix mix, double pue, double wue) {
        Double mixWue = mix.wue();
        return mixWue == null ? Impacts.ABSENT : wue / pue + mixWue;
    }
}
