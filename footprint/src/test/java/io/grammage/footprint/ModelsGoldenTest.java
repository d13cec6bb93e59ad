package io.grammage.footprint;

import static io.grammage.footprint.GoldenVectors.assertEqual;
import static io.grammage.footprint.GoldenVectors.id;
import static io.grammage.footprint.GoldenVectors.numberOrNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Every vector that EcoLogits computed from a provider's and a model's name. */
class ModelsGoldenTest {
    @TestFactory
    Stream<DynamicTest> impactsAreThoseOfEcoLogits() {
        return GoldenVectors.read("models-0.9.jsonl").stream()
                .map(vector -> dynamicTest(id(vector), () -> verify(vector)));
    }

    private static void verify(JsonNode vector) {
        JsonNode input = vector.required("input");
        RegisteredModel model = ModelRegistry.ecologits()
                .require(
                        input.required("provider").stringValue(),
                        input.required("model_name").stringValue());
        ElectricityMixes mixes = ElectricityMixes.ecologits09();
        JsonNode zone = input.required("electricity_mix_zone");
        Hosting hosting = zone.isNull()
                ? model.provider().hosting(mixes)
                : model.provider().hosting(mixes.require(new Zone(zone.stringValue())));
        Estimate estimate = EcoLogits09.STANDARD
                .withPublishedWater()
                .estimate(new InferenceInput(
                        model.parameters(),
                        hosting,
                        model.speed(),
                        input.required("output_token_count").doubleValue(),
                        numberOrNull(input, "request_latency")));
        assertEqual(estimate.impacts(), vector.required("output"));
        assertThat(model.provenance().warnings().stream().map(ModelWarning::code))
                .containsExactlyElementsOf(vector.required("warnings")
                        .valueStream()
                        .map(JsonNode::stringValue)
                        .toList());
        if (vector.has("alias_of")) {
            assertThat(model.name()).isEqualTo(vector.required("alias_of").stringValue());
        }
    }

    @Test
    void noVectorIsMissing() {
        assertThat(GoldenVectors.read("models-0.9.jsonl")).hasSize(94);
    }
}
