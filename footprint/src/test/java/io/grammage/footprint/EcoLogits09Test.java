package io.grammage.footprint;

import static io.grammage.footprint.GoldenVectors.assertEqual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class EcoLogits09Test {
    private static final ElectricityMix MIX =
            new ElectricityMix(new Zone("test"), 0.0005, 10, 0.5, 4.0, "round numbers");
    private static final Hosting HOSTING = new Hosting(MIX, Range.of(1.5), Range.of(2));

    /** One GPU that takes 1 Wh per token, in a server that takes nothing: 1,000 tokens are 1 kWh of IT energy. */
    private static final EcoLogits09 ONE_KWH = EcoLogits09.STANDARD
            .withServing(new Serving(
                    1, 8, new Server(0, 1, new Gpu(80, new Embodied(3600, 0, 36)), new Embodied(0, 0.36, 0), 3600)))
            .withFits(new EnergyFit(0, 0, 1), new LatencyFit(0, 0, 0.001));

    private static Impacts impacts(FootprintMethod method, long tokens) {
        return method.prepare(ModelParameters.dense(8), HOSTING, Speed.UNKNOWN).impacts(tokens);
    }

    @Test
    void countsThePueOnceInWater() {
        // 1 kWh * (2 L in the data centre + 1.5 * 4 L at the power plants) = 8 L; as published, 1.5 times that.
        assertThat(impacts(ONE_KWH, 1000).wcf()).isEqualTo(Range.of(8));
        assertThat(impacts(ONE_KWH.withPublishedWater(), 1000).wcf()).isEqualTo(Range.of(12));
    }

    @Test
    void correctsTheWaterOfAGoldenVector() {
        // lat/d8b/tok100/latNone: IT energy = 8.915258455308872e-06 kWh / 1.2, times (0.569 + 1.2 * 3.908) L per kWh.
        Impacts impacts = EcoLogits09.STANDARD
                .prepare(
                        ModelParameters.dense(8),
                        new Hosting(ElectricityMixes.ecologits09().require(Zone.WORLD), Range.of(1.2), Range.of(0.569)),
                        Speed.UNKNOWN)
                .impacts(100);
        assertEqual("wcf", Objects.requireNonNull(impacts.wcf()).middle(), 3.906814842757269e-05);
    }

    @Test
    void givesTheWorkedExampleOfTheManual() {
        RegisteredModel model = ModelRegistry.ecologits().require("openai", "gpt-4o-mini");
        Hosting hosting = model.provider().hosting(ElectricityMixes.ecologits09());
        Estimate estimate = EcoLogits09.STANDARD.estimate(
                new InferenceInput(model.parameters(), hosting, model.speed(), 400, null));
        Impacts impacts = estimate.impacts();
        assertManual(impacts.energy(), 3.05152648e-5, 3.59816381e-5);
        assertManual(impacts.gwp().usage(), 1.17041298e-5, 1.38007573e-5);
        assertManual(impacts.gwp().total(), 1.33485235e-5, 1.54451509e-5);
        assertManual(impacts.adpe().total(), 9.93445463e-11, 9.98832574e-11);
        assertManual(impacts.pe().total(), 3.15489380e-4, 3.68449792e-4);
        assertManual(Objects.requireNonNull(impacts.wcf()), 1.10046182e-4, 1.29759382e-4);
        assertThat(estimate.low().gpus().memoryGb()).isCloseTo(19.2, withinPercentage(1e-7));
        assertThat(estimate.high().gpus().count()).isEqualTo(1);
        assertThat(estimate.low().serverKwh()).isCloseTo(7.39555027e-6, withinPercentage(1e-6));
    }

    private static void assertManual(Range range, double min, double max) {
        assertThat(range.min()).isCloseTo(min, withinPercentage(1e-6));
        assertThat(range.max()).isCloseTo(max, withinPercentage(1e-6));
    }

    @Test
    void multipliesEnergyAndSharesHardware() {
        Impacts impacts = impacts(ONE_KWH, 1000);
        assertThat(impacts.energy()).isEqualTo(Range.of(1.5));
        assertThat(impacts.gwp().usage()).isEqualTo(Range.of(0.75));
        assertThat(impacts.pe().usage()).isEqualTo(Range.of(15));
        assertThat(impacts.adpe().usage()).isEqualTo(Range.of(0.00075));
        // One second of a lifetime of 3,600 s.
        assertEqual("gwp", Objects.requireNonNull(impacts.gwp().embodied()).max(), 1);
        assertEqual("adpe", Objects.requireNonNull(impacts.adpe().embodied()).max(), 0.0001);
        assertEqual("pe", Objects.requireNonNull(impacts.pe().embodied()).max(), 0.01);
        assertThat(impacts.gwp().total()).isEqualTo(Range.of(1.75));
    }

    @Test
    void hasNoWaterWhereThatOfTheElectricityIsUnknown() {
        ElectricityMix dry = new ElectricityMix(MIX.zone(), MIX.adpe(), MIX.pe(), MIX.gwp(), null, "test");
        PreparedEstimator estimator =
                ONE_KWH.prepare(ModelParameters.dense(8), new Hosting(dry, Range.of(1.5), Range.of(2)), Speed.UNKNOWN);
        assertThat(estimator.impacts(1000).wcf()).isNull();
        assertThat(estimator.impacts(1000).gwp())
                .isEqualTo(impacts(ONE_KWH, 1000).gwp());
    }

    @Test
    void namesVariantsSoThatTheirFiguresAreNotMixedUp() {
        assertThat(EcoLogits09.STANDARD.id()).isEqualTo("ecologits-0.9");
        assertThat(EcoLogits09.STANDARD.withPublishedWater().id()).isEqualTo("ecologits-0.9-custom");
        assertThat(EcoLogits09.STANDARD
                        .withServing(EcoLogits09.SERVING.withBatchSize(8))
                        .id())
                .isEqualTo("ecologits-0.9-custom");
        assertThat(EcoLogits09.STANDARD.withServing(EcoLogits09.SERVING).id()).isEqualTo("ecologits-0.9");
        assertThat(EcoLogits08.STANDARD.id()).isEqualTo("ecologits-0.8");
        assertThat(EcoLogits08.STANDARD
                        .withServing(EcoLogits08.SERVING.withQuantizationBits(8))
                        .id())
                .isEqualTo("ecologits-0.8-custom");
        assertThat(ONE_KWH.prepare(ModelParameters.dense(8), HOSTING, Speed.UNKNOWN)
                        .methodId())
                .isEqualTo("ecologits-0.9-custom");
    }

    @Test
    void isFoundByItsName() {
        assertThat(FootprintMethod.byId("ecologits-0.9")).isSameAs(EcoLogits09.STANDARD);
        assertThat(FootprintMethod.byId("ecologits-0.8")).isSameAs(EcoLogits08.STANDARD);
        assertThatThrownBy(() -> FootprintMethod.byId("ecologits"))
                .isInstanceOf(FootprintException.class)
                .hasMessage("footprint method: \"ecologits\" (expected one of: ecologits-0.9, ecologits-0.8)");
    }

    @Test
    void ignoresPueAndSpeedInVersion08() {
        ModelParameters parameters = ModelParameters.dense(8);
        Impacts fixed = EcoLogits08.STANDARD
                .prepare(parameters, Hosting.of(MIX), Speed.UNKNOWN)
                .impacts(1000);
        Impacts given = EcoLogits08.STANDARD
                .prepare(parameters, new Hosting(MIX, Range.of(3), Range.of(9)), new Speed(1.0, 60.0))
                .impacts(1000);
        assertThat(given).isEqualTo(fixed);
        assertThat(given.wcf()).isNull();
    }

    @Test
    void refusesCallsThatCannotBe() {
        PreparedEstimator estimator = ONE_KWH.prepare(ModelParameters.dense(8), HOSTING, Speed.UNKNOWN);
        assertThatThrownBy(() -> estimator.impacts(-1))
                .isInstanceOf(FootprintException.class)
                .hasMessage("tokens: -1 (expected: >= 0 and finite)");
        assertThatThrownBy(() -> estimator.impacts(1, -0.5))
                .hasMessage("measured latency in seconds: -0.5 (expected: >= 0 and finite)");
        assertThatThrownBy(() -> estimator.impacts(1, Double.NaN))
                .hasMessage("measured latency in seconds: NaN (expected: >= 0 and finite)");
    }
}
