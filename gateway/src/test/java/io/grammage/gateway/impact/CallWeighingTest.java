package io.grammage.gateway.impact;

import static io.grammage.gateway.testing.SampleModels.provider;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grammage.footprint.EcoLogits09;
import io.grammage.footprint.ElectricityMixes;
import io.grammage.footprint.EnergyFactor;
import io.grammage.footprint.Hosting;
import io.grammage.footprint.Impacts;
import io.grammage.footprint.ModelParameters;
import io.grammage.footprint.PreparedEstimator;
import io.grammage.footprint.Range;
import io.grammage.footprint.Speed;
import io.grammage.footprint.Zone;
import io.grammage.gateway.catalog.ModelType;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.Footprint;
import io.grammage.gateway.testing.SampleModels;
import org.junit.jupiter.api.Test;

/** The figures are those of the reference's vectors {@code lat/d8b/tok1000/*}: 8 billion parameters, zone WOR. */
class CallWeighingTest {
    private static final PreparedEstimator ESTIMATOR = EcoLogits09.STANDARD.prepare(
            ModelParameters.dense(8),
            Hosting.of(ElectricityMixes.ecologits09().require(Zone.WORLD))
                    .withPue(Range.of(1.2))
                    .withWue(Range.of(0.569)),
            Speed.UNKNOWN);
    private static final Provider PROVIDER = provider("p", ESTIMATOR);

    private final CallWeighing weighing = new CallWeighing();

    @Test
    void weighsTheGeneratedTokensByTheMeasuredLatency() {
        Impacts impacts = estimated(weigh(ModelType.TEXT_GENERATION, TokenCounts.of(123_456, 1_000), 500_000));

        assertThat(impacts.energy().min()).isCloseTo(5.4492136076712804e-05, within(1e-16));
        assertThat(impacts.gwp().usage().min()).isCloseTo(2.5775325285645922e-05, within(1e-16));
        assertThat(impacts.gwp().embodied()).isNotNull();
        assertThat(impacts.gwp().total().min()).isCloseTo(2.5847704537400532e-05, within(1e-16));
    }

    @Test
    void aLongWaitDoesNotRaiseTheModelledTime() {
        Impacts impacts = estimated(weigh(ModelType.IMAGE_TEXT_TO_TEXT, TokenCounts.of(0, 1_000), 60_000_000));

        assertThat(impacts.energy().min()).isCloseTo(8.915258455308873e-05, within(1e-16));
        assertThat(impacts.gwp().total().max()).isCloseTo(4.8664708426281186e-05, within(1e-16));
    }

    @Test
    void modelsTheTimeOfACallWhoseLatencyIsUnknown() {
        assertThat(weigh(ModelType.TEXT_GENERATION, TokenCounts.of(5, 1_000), 0))
                .isEqualTo(weigh(ModelType.TEXT_GENERATION, TokenCounts.of(5, 1_000), 60_000_000));
    }

    @Test
    void countsReasoningOnceAsThePartOfTheOutputThatItIs() {
        assertThat(weigh(ModelType.TEXT_GENERATION, new TokenCounts(1, 2, 3, 4, 1_000, 900), 500_000))
                .isEqualTo(weigh(ModelType.TEXT_GENERATION, TokenCounts.of(0, 1_000), 500_000));
    }

    @Test
    void namesTheMethod() {
        assertThat(weigh(ModelType.TEXT_GENERATION, TokenCounts.of(1, 1), 1))
                .isInstanceOfSatisfying(
                        Footprint.Estimated.class,
                        estimated -> assertThat(estimated.method()).isEqualTo("ecologits-0.9"));
    }

    @Test
    void weighsAllTokensByAnEnergyFactorWhateverTheModelDoes() {
        PreparedEstimator factor = new EnergyFactor(Range.of(0.002), true)
                .prepare(Hosting.of(ElectricityMixes.ecologits09().require(Zone.WORLD)));
        Footprint footprint = weighing.weigh(
                SampleModels.model("m", ModelType.TEXT_EMBEDDINGS_INFERENCE),
                provider("p", factor),
                Consumption.reported(new TokenCounts(400, 50, 30, 20, 0, 0)),
                1);

        assertThat(estimated(footprint).energy().max()).isCloseTo(0.001, within(1e-15));
        assertThat(((Footprint.Estimated) footprint).method()).isEqualTo("energy-factor");
    }

    @Test
    void saysWhyItDidNotEstimate() {
        assertThat(weigh(ModelType.TEXT_EMBEDDINGS_INFERENCE, TokenCounts.of(10, 0), 1))
                .isEqualTo(new Footprint.NotEstimated(Footprint.Reason.MODEL_TYPE));
        assertThat(weigh(ModelType.TEXT_GENERATION, TokenCounts.of(10, 0), 1))
                .isEqualTo(new Footprint.NotEstimated(Footprint.Reason.NO_OUTPUT));
        assertThat(weighing.weigh(
                        SampleModels.model("m", ModelType.TEXT_GENERATION),
                        provider("p", null),
                        Consumption.reported(TokenCounts.of(10, 10)),
                        1))
                .isEqualTo(new Footprint.NotEstimated(Footprint.Reason.NO_PARAMETERS));
    }

    private Footprint weigh(ModelType type, TokenCounts tokens, long latencyMicros) {
        return weighing.weigh(SampleModels.model("m", type), PROVIDER, Consumption.reported(tokens), latencyMicros);
    }

    private static Impacts estimated(Footprint footprint) {
        assertThat(footprint).isInstanceOf(Footprint.Estimated.class);
        return ((Footprint.Estimated) footprint).impacts();
    }
}
