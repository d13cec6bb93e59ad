package io.grammage.footprint;

import static io.grammage.footprint.GoldenVectors.assertEqual;
import static io.grammage.footprint.GoldenVectors.id;
import static io.grammage.footprint.GoldenVectors.number;
import static io.grammage.footprint.GoldenVectors.numberOrNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Every vector of EcoLogits 0.8.2. */
class EcoLogits08GoldenTest {
    @TestFactory
    Stream<DynamicTest> impactsAreThoseOfEcoLogits() {
        return GoldenVectors.read("impacts-0.8.2.jsonl").stream()
                .map(vector -> dynamicTest(
                        id(vector), () -> assertEqual(estimate(vector).impacts(), vector.required("output"))));
    }

    private static Estimate estimate(JsonNode vector) {
        JsonNode input = vector.required("input");
        int bits = (int) number(input, "model_quantization_bits", 4);
        return EcoLogits08.STANDARD
                .withServing(EcoLogits08.SERVING.withQuantizationBits(bits))
                .estimate(new InferenceInput(
                        GoldenVectors.parameters(input),
                        Hosting.of(GoldenVectors.mix(input)),
                        Speed.UNKNOWN,
                        input.required("output_token_count").doubleValue(),
                        numberOrNull(input, "request_latency")));
    }

    @Test
    void noVectorIsMissing() {
        assertThat(GoldenVectors.read("impacts-0.8.2.jsonl")).hasSize(34);
    }
}
