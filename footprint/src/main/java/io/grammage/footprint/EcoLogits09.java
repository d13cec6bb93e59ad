package io.grammage.footprint;

/**
 * EcoLogits 0.9 (0.9.0 to 0.9.3, and its main branch at commit 5be90da): five indicators, a range where parameters, PUE
 * or WUE are ranges. Written from the published methodology; docs/footprint.md has every formula and constant.
 *
 * <p>One deviation: the published code computes water as {@code energy * (WUE + PUE * WUE_mix)} although {@code energy}
 * already contains the PUE. Here it is {@code IT energy * (WUE + PUE * WUE_mix)}, as EcoLogits itself has it since May
 * 2026. {@link #withPublishedWater} computes what was published.
 */
public final class EcoLogits09 implements FootprintMethod {
    /**
     * Requests per batch 64, 16 bits per parameter, on servers of eight 80 GB GPUs that draw 1.2 kW without them and last
     * three years. Embodied impacts: GPU, NVIDIA HGX H100 carbon footprint sheet for GWP, else the A100 of BoaviztAPI;
     * server, p5.48xlarge of BoaviztAPI.
     */
    public static final Serving SERVING = new Serving(
            64,
            16,
            new Server(
                    1.2,
                    8,
                    new Gpu(80, new Embodied(164, 5.1e-3, 1828)),
                    new Embodied(5700, 0.37, 70_000),
                    3 * 365 * 24 * 3600));

    /** Fitted by EcoLogits to the ML.ENERGY leaderboard (H100, vLLM). */
    static final EnergyFit ENERGY = new EnergyFit(1.1665273170451914e-06, -0.011205921025579175, 4.052928146734005e-05);

    static final LatencyFit LATENCY = new LatencyFit(6.785088094353663e-4, 3.119310311688259e-4, 1.9473717579473387e-2);

    public static final EcoLogits09 STANDARD = new EcoLogits09(SERVING, ENERGY, LATENCY, false);

    private final Serving serving;
    private final EnergyFit energy;
    private final LatencyFit latency;
    private final boolean publishedWater;

    private EcoLogits09(Serving serving, EnergyFit energy, LatencyFit latency, boolean publishedWater) {
        this.serving = serving;
        this.energy = energy;
        this.latency = latency;
        this.publishedWater = publishedWater;
    }

    /** The same formulas for models served in another way; the id then ends in {@code -custom}. */
    public EcoLogits09 withServing(Serving other) {
        return new EcoLogits09(other, energy, latency, publishedWater);
    }

    /** The same with water as published, which counts the PUE twice: for comparisons with EcoLogits 0.9 only. */
    public EcoLogits09 withPublishedWater() {
        return new EcoLogits09(serving, energy, latency, true);
    }

    EcoLogits09 withFits(EnergyFit otherEnergy, LatencyFit otherLatency) {
        return new EcoLogits09(serving, otherEnergy, otherLatency, publishedWater);
    }

    @Override
    public String id() {
        boolean standard =
                serving.equals(SERVING) && energy.equals(ENERGY) && latency.equals(LATENCY) && !publishedWater;
        return standard ? "ecologits-0.9" : "ecologits-0.9-custom";
    }

    @Override
    public String citation() {
        return EcoLogits.CITATION;
    }

    @Override
    public ElectricityMixes mixes() {
        return ElectricityMixes.ecologits09();
    }

    @Override
    public Serving serving() {
        return serving;
    }

    @Override
    public boolean usesSpeed() {
        return true;
    }

    @Override
    public PreparedEstimator prepare(ModelParameters parameters, Hosting hosting, Speed speed) {
        Range active = parameters.active();
        Range total = parameters.total();
        return new PreparedEstimator(
                id(),
                new Bound(
                        work(active.min(), speed),
                        machine(total.min()),
                        site(hosting.mix(), hosting.pue().min(), hosting.wue().min())),
                new Bound(
                        work(active.max(), speed),
                        machine(total.max()),
                        site(hosting.mix(), hosting.pue().max(), hosting.wue().max())));
    }

    private Work work(double active, Speed speed) {
        Double tokensPerSecond = speed.tokensPerSecond();
        Double firstToken = speed.firstTokenSeconds();
        return new Work(
                energy.kwhPerToken(active, serving.batchSize()),
                tokensPerSecond == null ? latency.secondsPerToken(active, serving.batchSize()) : 1 / tokensPerSecond,
                firstToken == null ? 0 : firstToken);
    }

    /** GPUs come in powers of two, as tensor parallelism wants them. */
    private Machine machine(double total) {
        double memory = serving.memoryGb(total);
        long fewest = serving.gpusFor(memory);
        long highest = Long.highestOneBit(fewest);
        return serving.machine(memory, highest == fewest ? fewest : highest * 2);
    }

    private Site site(ElectricityMix mix, double pue, double wue) {
        Double mixWue = mix.wue();
        if (mixWue == null) {
            return Site.of(mix, pue, Impacts.ABSENT);
        }
        double perItKwh = wue + pue * mixWue;
        return Site.of(mix, pue, publishedWater ? perItKwh : perItKwh / pue);
    }
}
