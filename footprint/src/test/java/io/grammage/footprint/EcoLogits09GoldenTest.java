package io.grammage.footprint;

import static io.grammage.footprint.GoldenVectors.assertEqual;
import static io.grammage.footprint.GoldenVectors.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Every vector of EcoLogits 0.9: equal, or refused with a sentence where EcoLogits fails or answers nonsense. */
class EcoLogits09GoldenTest {
    /** Vectors that we refuse, with what the refusal has to say. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("edge/total0", "total parameters in billions: 0 (expected: > 0"),
            Map.entry("edge/total-negative", "total parameters in billions: -8 (expected: > 0"),
            Map.entry("edge/active-negative", "active parameters in billions: -8 (expected: > 0"),
            Map.entry("edge/tokens-negative-range-params", "output tokens: -100 (expected: >= 0"),
            Map.entry("edge/tokens-negative-range-pue", "output tokens: -100 (expected: >= 0"),
            Map.entry("edge/latency-negative-big-tok0", "measured latency in seconds: -5 (expected: >= 0"),
            Map.entry("edge/latency-negative-range-pue", "measured latency in seconds: -5000 (expected: >= 0"),
            Map.entry("edge/tps0", "tokens per second: 0 (expected: 0.001 to 1000000)"),
            Map.entry("edge/ttft-negative", "seconds to first token: -0.5 (expected: >= 0"),
            Map.entry("edge/batch-negative", "batch size: -64 (expected: 0.001 to 1000000)"),
            Map.entry("edge/gpu_memory0", "GPU memory in GB: 0 (expected: 0.1 to 1000000)"),
            Map.entry("edge/lifetime0", "server lifetime in seconds: 0 (expected: 1 to"),
            Map.entry("edge/params-range-inverted", "range: 70.0..8.0 (expected: finite, minimum <= maximum"),
            Map.entry("edge/pue0", "PUE: 0 (expected: 1 to 10)"),
            Map.entry("edge/pue-below-1", "PUE: 0.9 (expected: 1 to 10)"),
            Map.entry("edge/pue-range-negative-to-positive", "PUE: -1..1 (expected: 1 to 10)"),
            Map.entry("edge/mix-gwp-negative-scalar", "gwp in kgCO2eq per kWh: -0.1 (expected: 0 to 10)"),
            Map.entry("edge/mix-gwp-negative-range", "gwp in kgCO2eq per kWh: -0.1 (expected: 0 to 10)"),
            Map.entry("edge/neg-alpha-scalar", "GPU energy per billion parameters in Wh: -0.00001 (expected: >= 0"),
            Map.entry(
                    "edge/range-active-crosses-total", "active parameters in billions: 4..16 (expected: no more than"));

    /** Vectors whose arguments our types cannot hold at all: nulls, texts, arguments that do not exist. */
    private static final Set<String> NOT_EXPRESSIBLE = Set.of(
            "edge/batch-None",
            "edge/unknown-kwarg",
            "edge/wue-None",
            "edge/tokens-None",
            "edge/total-None",
            "edge/tokens-string",
            "edge/latency-string");

    /** Vectors with a range where we take one number: either end is computed by itself. */
    private static final Map<String, String> RANGE_IN =
            Map.of("override/server_power-range", "server_power", "edge/latency-range", "request_latency");

    /**
     * Vectors where EcoLogits answers nonsense to a range: it takes tokens per second for seconds per token, and lets the
     * modelled time exceed the measured one. We take one number; the longest time that either end of it leads to.
     */
    private static final Map<String, Double> LONGEST_SECONDS =
            Map.of("edge/tps-range", 2.0, "edge/ttft-range-lat0.5", 0.5);

    @TestFactory
    Stream<DynamicTest> impactsAreThoseOfEcoLogits() {
        return GoldenVectors.read("impacts-0.9.jsonl").stream()
                .map(vector -> dynamicTest(id(vector), () -> verify(vector)));
    }

    private static void verify(JsonNode vector) {
        String id = id(vector);
        JsonNode expected = vector.required("output");
        if (REFUSED.containsKey(id)) {
            assertThatThrownBy(() -> GoldenInput.of(vector).estimate())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Objects.requireNonNull(REFUSED.get(id)));
        } else if (NOT_EXPRESSIBLE.contains(id)) {
            assertThat(expected.has("error")).isTrue();
        } else if (RANGE_IN.containsKey(id)) {
            verifyEndByEnd(vector, Objects.requireNonNull(RANGE_IN.get(id)), expected);
        } else if (LONGEST_SECONDS.containsKey(id)) {
            verifyLongestTime(vector, id.startsWith("edge/tps") ? "tps" : "ttft");
        } else {
            assertEqual(GoldenInput.of(vector).estimate().impacts(), expected);
        }
    }

    private static void verifyEndByEnd(JsonNode vector, String argument, JsonNode expected) {
        Impacts low = GoldenInput.atEnd(vector, argument, false).estimate().impacts();
        Impacts high = GoldenInput.atEnd(vector, argument, true).estimate().impacts();
        assertEqual(
                Impacts.of(
                        span(low.energy(), high.energy()),
                        span(low.gwp(), high.gwp()),
                        span(low.adpe(), high.adpe()),
                        span(low.pe(), high.pe()),
                        span(Objects.requireNonNull(low.wcf()), Objects.requireNonNull(high.wcf()))),
                expected);
    }

    private static void verifyLongestTime(JsonNode vector, String argument) {
        double low =
                GoldenInput.atEnd(vector, argument, false).estimate().high().generationSeconds();
        double high =
                GoldenInput.atEnd(vector, argument, true).estimate().high().generationSeconds();
        assertThat(Math.max(low, high)).isEqualTo(LONGEST_SECONDS.get(id(vector)));
    }

    private static Phases span(Phases low, Phases high) {
        return new Phases(
                span(low.usage(), high.usage()),
                span(Objects.requireNonNull(low.embodied()), Objects.requireNonNull(high.embodied())));
    }

    private static Range span(Range low, Range high) {
        return new Range(low.min(), high.max());
    }

    @Test
    void noVectorIsMissing() {
        assertThat(GoldenVectors.read("impacts-0.9.jsonl")).hasSize(295);
        assertThat(GoldenVectors.read("steps-0.9.jsonl")).hasSize(14);
    }

    @Test
    void everyErrorOfEcoLogitsIsRefusedOrNotExpressible() {
        assertThat(GoldenVectors.read("impacts-0.9.jsonl").stream()
                        .filter(vector -> vector.required("output").has("error"))
                        .map(GoldenVectors::id))
                .allMatch(id -> REFUSED.containsKey(id) || NOT_EXPRESSIBLE.contains(id));
    }

    @TestFactory
    Stream<DynamicTest> stepsAreThoseOfEcoLogits() {
        return GoldenVectors.read("steps-0.9.jsonl").stream()
                .map(vector -> dynamicTest(id(vector), () -> verifySteps(vector)));
    }

    private static void verifySteps(JsonNode vector) {
        Estimate estimate = GoldenInput.of(vector).estimate();
        JsonNode dag = vector.required("dag");
        for (Steps steps : new Steps[] {estimate.low(), estimate.high()}) {
            assertEqual("gpu_energy", Range.of(steps.gpus().kwhEach()), dag.required("gpu_energy"));
            assertEqual("generation_latency", Range.of(steps.generationSeconds()), dag.required("generation_latency"));
            assertEqual(
                    "model_required_memory", Range.of(steps.gpus().memoryGb()), dag.required("model_required_memory"));
            assertThat(steps.gpus().count())
                    .isEqualTo(dag.required("gpu_required_count").longValue());
            assertEqual("server_energy", Range.of(steps.serverKwh()), dag.required("server_energy"));
            Embodied embodied = steps.hardwareEmbodied();
            assertEqual("embodied gwp", Range.of(embodied.gwp()), dag.required("server_gpu_embodied_gwp"));
            assertEqual("embodied adpe", Range.of(embodied.adpe()), dag.required("server_gpu_embodied_adpe"));
            assertEqual("embodied pe", Range.of(embodied.pe()), dag.required("server_gpu_embodied_pe"));
        }
        Impacts impacts = estimate.impacts();
        assertEqual("request_energy", impacts.energy(), dag.required("request_energy"));
        assertEqual("request_usage_gwp", impacts.gwp().usage(), dag.required("request_usage_gwp"));
        assertEqual("request_usage_adpe", impacts.adpe().usage(), dag.required("request_usage_adpe"));
        assertEqual("request_usage_pe", impacts.pe().usage(), dag.required("request_usage_pe"));
        assertEqual("request_usage_wcf", impacts.wcf(), dag.required("request_usage_wcf"));
        assertEqual("request_embodied_gwp", impacts.gwp().embodied(), dag.required("request_embodied_gwp"));
        assertEqual("request_embodied_adpe", impacts.adpe().embodied(), dag.required("request_embodied_adpe"));
        assertEqual("request_embodied_pe", impacts.pe().embodied(), dag.required("request_embodied_pe"));
    }
}
