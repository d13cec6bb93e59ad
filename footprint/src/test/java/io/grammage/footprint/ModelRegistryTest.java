package io.grammage.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.footprint.internal.ResourceLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelRegistryTest {
    private final ModelRegistry registry = ModelRegistry.ecologits();

    @ParameterizedTest
    @CsvSource({
        // provider, models, aliases, mixtures, unreleased, multimodal, without warning, with speed
        "anthropic, 9, 6, 8, 9, 0, 0, 9",
        "cohere, 13, 0, 0, 0, 3, 10, 13",
        "google_genai, 24, 0, 13, 24, 24, 0, 16",
        "huggingface_hub, 176, 0, 16, 0, 4, 172, 0",
        "mistralai, 51, 0, 0, 10, 12, 29, 51",
        "openai, 83, 6, 48, 83, 77, 0, 83"
    })
    void holdsWhatUpstreamCounts(
            String provider,
            int models,
            int aliases,
            int mixtures,
            int unreleased,
            int multimodal,
            int unwarned,
            int withSpeed) {
        Map<String, RegisteredModel> names = registry.names(provider);
        List<RegisteredModel> distinct = names.values().stream().distinct().toList();
        assertThat(distinct).hasSize(models);
        assertThat(names).hasSize(models + aliases);
        assertThat(distinct.stream().filter(RegisteredModel::isMixtureOfExperts))
                .hasSize(mixtures);
        assertThat(distinct.stream().filter(model -> warned(model, ModelWarning.ARCHITECTURE_NOT_RELEASED)))
                .hasSize(unreleased);
        assertThat(distinct.stream().filter(model -> warned(model, ModelWarning.MULTIMODAL)))
                .hasSize(multimodal);
        assertThat(distinct.stream()
                        .filter(model -> model.provenance().warnings().isEmpty()))
                .hasSize(unwarned);
        assertThat(distinct.stream().filter(model -> model.speed().tokensPerSecond() != null))
                .hasSize(withSpeed);
        assertThat(distinct)
                .allSatisfy(model -> assertThat(model.provenance().sources())
                        .isNotEmpty()
                        .allMatch(source -> source.startsWith("https://")));
    }

    private static boolean warned(RegisteredModel model, ModelWarning warning) {
        return model.provenance().warnings().contains(warning);
    }

    @Test
    void knowsSixProvidersAndTheirDataCentres() {
        assertThat(registry.providers()).hasSize(6);
        assertThat(registry.providers().values())
                .contains(
                        new ModelProvider("openai", new Zone("USA"), Range.of(1.2), Range.of(0.569)),
                        new ModelProvider("mistralai", new Zone("SWE"), Range.of(1.16), Range.of(0.09)),
                        new ModelProvider(
                                "huggingface_hub", new Zone("USA"), Range.of(1.09, 1.14), Range.of(0.13, 0.99)));
    }

    @Test
    void readsTheShapeOfAModel() {
        RegisteredModel dense = registry.require("openai", "gpt-4o-mini");
        assertThat(dense.parameters()).isEqualTo(ModelParameters.dense(Range.of(8, 28)));
        assertThat(dense.isMixtureOfExperts()).isFalse();
        RegisteredModel mixture = registry.require("google_genai", "gemini-2.5-flash");
        assertThat(mixture.parameters()).isEqualTo(new ModelParameters(Range.of(44, 132), Range.of(440)));
        assertThat(mixture.isMixtureOfExperts()).isTrue();
        assertThat(registry.require("huggingface_hub", "mistralai/Mixtral-8x7B-Instruct-v0.1")
                        .parameters())
                .isEqualTo(ModelParameters.mixture(12.9, 46.7));
        assertThat(registry.require("openai", "gpt-5.4-pro").speed()).isEqualTo(new Speed(7.8, 116.74));
    }

    @Test
    void followsAnAliasToItsModel() {
        assertThat(registry.find("openai", "gpt-35-turbo")).isEqualTo(registry.find("openai", "gpt-3.5-turbo"));
        assertThat(registry.require("openai", "gpt-35-turbo").name()).isEqualTo("gpt-3.5-turbo");
    }

    @Test
    void comparesNamesAsTheyAre() {
        assertThat(registry.find("openai", "GPT-4o-mini")).isEmpty();
        assertThat(registry.find("openai", "gpt-4o-mini-")).isEmpty();
        assertThat(registry.find("nobody", "gpt-4o-mini")).isEmpty();
    }

    @Test
    void namesTheNearestModelsWhenOneIsUnknown() {
        assertThat(registry.nearest("openai", "gpt4o-mini")).startsWith("gpt-4o-mini");
        assertThatThrownBy(() -> registry.require("openai", "GPT-4O-MINI"))
                .isInstanceOf(FootprintException.class)
                .hasMessageStartingWith(
                        "model: \"GPT-4O-MINI\" is not registered for openai, did you mean gpt-4o-mini? (");
        assertThatThrownBy(() -> registry.require("openai", "x"))
                .hasMessage("model: \"x\" is not registered for openai"
                        + " (expected: a registered name, or the numbers of parameters)");
        assertThatThrownBy(() -> registry.require("openia", "gpt-4o-mini"))
                .hasMessage("model provider: \"openia\" (expected one of: anthropic, cohere, google_genai,"
                        + " huggingface_hub, mistralai, openai)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model m dense 8 from https://a | line 1: a model without a provider",
                "provider p zone USA pue 1.1 | the line ends (expected: \"wue\")",
                "provider p zone USA pue 0.5 wue 0.1 | PUE: 0.5 (expected: 1 to 10)",
                "provider p zone USA pue 1.1 wue 0.1 more | \"more\" (expected: the end of the line)",
                "provider p zone USA pue 1.1 wue 0.1;provider p zone USA pue 1 wue 0 | line 2: provider: \"p\" (expected: once)",
                "provider p zone USA pue 1.1 wue 0.1;model m dense 8 | the line ends (expected: \"from\")",
                "provider p zone USA pue 1.1 wue 0.1;model m dense 8 from | the line ends (expected: an address)",
                "provider p zone USA pue 1.1 wue 0.1;model m sparse 8 from https://a | \"sparse\" (expected: \"moe\")",
                "provider p zone USA pue 1.1 wue 0.1;model m moe 9 of 8 from https://a | (expected: no more than the total",
                "provider p zone USA pue 1.1 wue 0.1;model m dense eight from https://a | range: \"eight\"",
                "provider p zone USA pue 1.1 wue 0.1;model m dense 8 tps 5 from https://a | \"from\" (expected: \"ttft\")",
                "provider p zone USA pue 1.1 wue 0.1;model m dense 8 warn big from https://a | warning: \"big\"",
                "provider p zone USA pue 1.1 wue 0.1;alias a for m | line 2: alias target: \"m\"",
                "provider p zone USA pue 1.1 wue 0.1;model m dense 8 from https://a;alias m for m | line 3: model: \"m\" (expected: once"
            })
    void refusesAMalformedFileAtItsLine(String lines, String refusal) {
        assertThatThrownBy(() -> read(lines.replace(';', '\n')))
                .isInstanceOf(FootprintException.class)
                .hasMessageStartingWith("test, line ")
                .hasMessageContaining(refusal);
    }

    private static void read(String text) throws IOException {
        ResourceLines.read("test", new BufferedReader(new StringReader(text)), new ModelRegistryReader()::line);
    }
}
