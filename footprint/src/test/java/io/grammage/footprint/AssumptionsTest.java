package io.grammage.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AssumptionsTest {
    private static final RegisteredModel MODEL = ModelRegistry.ecologits().require("openai", "gpt-4o-mini");

    private static InferenceInput input(Hosting hosting, Speed speed, @Nullable Double seconds) {
        return new InferenceInput(MODEL.parameters(), hosting, speed, 400, seconds);
    }

    @Test
    void sayWhatARegisteredModelRestsOn() {
        Hosting hosting = MODEL.provider().hosting(ElectricityMixes.ecologits09());
        Assumptions assumptions =
                Assumptions.of(EcoLogits09.STANDARD, input(hosting, MODEL.speed(), null), Origins.registered(MODEL));
        assertThat(String.join("\n", assumptions.sentences()))
                .contains(
                        "Method: ecologits-0.9. EcoLogits, https://ecologits.ai",
                        "Parameters: 8..28 billion active, 8..28 billion in total (EcoLogits, openai/gpt-4o-mini, from"
                                + " https://platform.openai.com/",
                        "Tokens: 400 generated; what the prompt costs is not modelled.",
                        "Generation time: 11.36 s, modelled with 36.8 tokens per second and 0.49 s to the first token (EcoLogits, medians of OpenRouter).",
                        "Hardware: GPUs of 80 GB, 1 needed, in servers of 8; 16 bits per parameter, batches of 64.",
                        "Electricity: zone USA, per kWh 0.38355 kgCO2eq, 9.855E-8 kgSbeq, 9.6884 MJ, 3.1321 L"
                                + " (EcoLogits 0.9 (",
                        "PUE: 1.2 (EcoLogits, for the data centres of openai).",
                        "WUE: 0.569 L per kWh (EcoLogits, for the data centres of openai).",
                        "Not included: training,",
                        "Caution: The provider has not published the model's architecture",
                        "Caution: The model is multimodal");
    }

    @Test
    void sayWhatIsNotKnownOfAHostOfOnesOwn() {
        Hosting hosting = Hosting.of(ElectricityMixes.ecologits09().require(Zone.WORLD));
        Assumptions assumptions = Assumptions.of(
                EcoLogits09.STANDARD,
                input(hosting, Speed.UNKNOWN, 0.25),
                Origins.given().withWue(Origins.GIVEN));
        assertThat(assumptions.sentences())
                .contains(
                        "Parameters: 8..28 billion active, 8..28 billion in total (as given).",
                        "Generation time: 0.25 s, the lesser of 0.25 s measured and the time modelled from the number of"
                                + " active parameters.",
                        "PUE: 1.09..1.2 (not known: the span of what AI providers' data centres publish).",
                        "WUE: 0.09..0.999 L per kWh (as given).")
                .noneMatch(sentence -> sentence.startsWith("Caution"));
    }

    @Test
    void sayWhatVersion08Leaves() {
        Hosting hosting = MODEL.provider().hosting(ElectricityMixes.ecologits08());
        Assumptions assumptions =
                Assumptions.of(EcoLogits08.STANDARD, input(hosting, MODEL.speed(), null), Origins.registered(MODEL));
        assertThat(assumptions.sentences())
                .contains(
                        "PUE: 1.2, whatever the data centre (ecologits-0.8).", "Water: not estimated by ecologits-0.8.")
                .anyMatch(sentence -> sentence.startsWith("Generation time: ")
                        && sentence.endsWith(" s, modelled from the number of active parameters."));
    }

    @Test
    void sayWhyWaterIsMissing() {
        ElectricityMix dry = new ElectricityMix(new Zone("our-roof"), 0, 4, 0.03, null, "our meter");
        Assumptions assumptions =
                Assumptions.of(EcoLogits09.STANDARD, input(Hosting.of(dry), Speed.UNKNOWN, null), Origins.given());
        assertThat(assumptions.sentences())
                .contains(
                        "Electricity: zone our-roof, per kWh 0.03 kgCO2eq, 0 kgSbeq, 4 MJ (our meter).",
                        "Water: not estimated, since that of the electricity of our-roof is not known.");
    }
}
