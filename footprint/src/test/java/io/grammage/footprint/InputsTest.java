package io.grammage.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.footprint.internal.Check;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What values are refused, and with what words. */
class InputsTest {
    private static final ElectricityMix MIX = ElectricityMixes.ecologits09().require(Zone.WORLD);
    private static final Server SERVER = EcoLogits09.SERVING.server();

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(() -> ModelParameters.dense(0), "total parameters in billions: 0 (expected: > 0"),
                refusal(() -> ModelParameters.dense(8e9), "8000000000 (expected: > 0 and at most 1000000)"),
                refusal(() -> ModelParameters.mixture(9, 8), "active parameters in billions: 9 (expected: no more"),
                refusal(
                        () -> new ModelParameters(Range.of(2, 4), Range.of(1, 8)),
                        "active parameters in billions: 2..4 (expected: no more than the total, 1..8"),
                refusal(() -> Hosting.of(MIX).withPue(Range.of(0.99)), "PUE: 0.99 (expected: 1 to 10)"),
                refusal(() -> Hosting.of(MIX).withPue(Range.of(1, 120)), "PUE: 1..120 (expected: 1 to 10)"),
                refusal(() -> Hosting.of(MIX).withWue(Range.of(-1, 1)), "WUE in L per kWh: -1..1 (expected: 0 to 100)"),
                refusal(() -> new Speed(0.0, null), "tokens per second: 0 (expected: 0.001 to 1000000)"),
                refusal(() -> new Speed(null, -1.0), "seconds to first token: -1 (expected: >= 0 and finite)"),
                refusal(() -> input(Double.NaN, null), "output tokens: NaN (expected: >= 0 and finite)"),
                refusal(() -> input(1, Double.POSITIVE_INFINITY), "measured latency in seconds: Infinity"),
                refusal(() -> EcoLogits09.SERVING.withBatchSize(0), "batch size: 0 (expected: 0.001 to 1000000)"),
                refusal(() -> EcoLogits09.SERVING.withQuantizationBits(0), "quantization bits: 0 (expected: 1 to 64)"),
                refusal(() -> new Gpu(0, Embodied.NONE), "GPU memory in GB: 0 (expected: 0.1 to 1000000)"),
                refusal(() -> new Embodied(1, -1, 1), "embodied adpe in kgSbeq: -1 (expected: >= 0 and finite)"),
                refusal(
                        () -> new Server(-1, 8, SERVER.gpu(), Embodied.NONE, 1),
                        "server power in kW: -1 (expected: >= 0 and finite)"),
                refusal(
                        () -> new Server(1, 0, SERVER.gpu(), Embodied.NONE, 1),
                        "GPUs per server: 0 (expected: 1 to 1024)"),
                refusal(
                        () -> new Server(1, 8, SERVER.gpu(), Embodied.NONE, 0),
                        "server lifetime in seconds: 0 (expected: 1 to 1E+10)"),
                refusal(() -> new Zone(""), "zone: \"\" (expected: ISO 3166-1 alpha-3"),
                refusal(() -> new Zone("FRA\n"), "zone: \"FRA\n\" (expected: ISO 3166-1 alpha-3"),
                refusal(
                        () -> new EnergyFactor(Range.of(-1), true),
                        "energy in kWh per 1000 tokens: -1 (expected: 0 to 1000)"));
    }

    private static Arguments refusal(ThrowingCallable construction, String message) {
        return Arguments.of(construction, message);
    }

    private static InferenceInput input(double tokens, @Nullable Double seconds) {
        return new InferenceInput(ModelParameters.dense(8), Hosting.of(MIX), Speed.UNKNOWN, tokens, seconds);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWithValueAndRange(ThrowingCallable construction, String message) {
        assertThatThrownBy(construction)
                .isInstanceOf(FootprintException.class)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void takesTheSpanOfPublishedValuesForAnUnknownDataCentre() {
        assertThat(Hosting.of(MIX).pue()).isEqualTo(Range.of(1.09, 1.20));
        assertThat(Hosting.of(MIX).wue()).isEqualTo(Range.of(0.09, 0.999));
        assertThat(ModelRegistry.ecologits().providers().values()).allSatisfy(provider -> {
            assertThat(Hosting.UNKNOWN_PUE.contains(provider.pue().min())).isTrue();
            assertThat(Hosting.UNKNOWN_PUE.contains(provider.pue().max())).isTrue();
            assertThat(Hosting.UNKNOWN_WUE.contains(provider.wue().min())).isTrue();
            assertThat(Hosting.UNKNOWN_WUE.contains(provider.wue().max())).isTrue();
        });
    }

    @Test
    void writesNumbersAsPeopleDo() {
        assertThat(Check.plain(8)).isEqualTo("8");
        assertThat(Check.plain(0.569)).isEqualTo("0.569");
        assertThat(Check.plain(1e12)).isEqualTo("1E+12");
        assertThat(Check.plain(4.858e-8)).isEqualTo("4.858E-8");
        assertThat(Check.plain(Double.NaN)).isEqualTo("NaN");
    }
}
