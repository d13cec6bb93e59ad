package io.grammage.footprint;

/**
 * EcoLogits 0.8 (0.7.0 to 0.8.2), for older reports: four indicators without water, a PUE of 1.2 whatever the data centre,
 * and always a range, as GPU energy and latency come with 95 % intervals. Requests are taken to run alone on their GPUs.
 * It gives 13 to 42 times the energy of {@link EcoLogits09}.
 *
 * <p>Known speed and the data centre's PUE and WUE are not used by this version.
 */
public final class EcoLogits08 implements FootprintMethod {
    /** The PUE that the method takes all data centres to have. */
    public static final double PUE = 1.2;

    /**
     * One request at a time, 4 bits per parameter, on servers of eight 80 GB GPUs that draw 1 kW without them and last
     * five years. Embodied impacts: A100 and p4de.24xlarge of BoaviztAPI.
     */
    public static final Serving SERVING = new Serving(
            1,
            4,
            new Server(
                    1,
                    8,
                    new Gpu(80, new Embodied(143, 5.1e-3, 1828)),
                    new Embodied(3000, 0.24, 38_000),
                    5 * 365 * 24 * 3600));

    public static final EcoLogits08 STANDARD = new EcoLogits08(SERVING);

    /** Standard deviations from the middle to either end of a 95 % interval. */
    private static final double DEVIATIONS = 1.96;

    /** Fitted by EcoLogits to the LLM-Perf leaderboard (A100), in kWh and s per token; the last is the deviation. */
    private static final double KWH_PER_PARAMETER = 8.91e-8;

    private static final double KWH = 1.43e-6;
    private static final double KWH_DEVIATION = 5.19e-7;
    private static final double SECONDS_PER_PARAMETER = 8.02e-4;
    private static final double SECONDS = 2.23e-2;
    private static final double SECONDS_DEVIATION = 7.00e-6;

    private final Serving serving;

    private EcoLogits08(Serving serving) {
        this.serving = serving;
    }

    /** The same formulas for models served in another way; the id then ends in {@code -custom}. */
    public EcoLogits08 withServing(Serving other) {
        return new EcoLogits08(other);
    }

    @Override
    public String id() {
        return serving.equals(SERVING) ? "ecologits-0.8" : "ecologits-0.8-custom";
    }

    @Override
    public String citation() {
        return EcoLogits.CITATION;
    }

    @Override
    public ElectricityMixes mixes() {
        return ElectricityMixes.ecologits08();
    }

    @Override
    public Serving serving() {
        return serving;
    }

    @Override
    public boolean usesSpeed() {
        return false;
    }

    @Override
    public PreparedEstimator prepare(ModelParameters parameters, Hosting hosting, Speed speed) {
        Site site = Site.of(hosting.mix(), PUE, Impacts.ABSENT);
        return new PreparedEstimator(
                id(),
                new Bound(
                        work(parameters.active().min(), -DEVIATIONS),
                        machine(parameters.total().min()),
                        site),
                new Bound(
                        work(parameters.active().max(), DEVIATIONS),
                        machine(parameters.total().max()),
                        site));
    }

    private static Work work(double active, double deviations) {
        return new Work(
                KWH_PER_PARAMETER * active + KWH + deviations * KWH_DEVIATION,
                SECONDS_PER_PARAMETER * active + SECONDS + deviations * SECONDS_DEVIATION,
                0);
    }

    private Machine machine(double total) {
        double memory = serving.memoryGb(total);
        return serving.machine(memory, serving.gpusFor(memory));
    }
}
