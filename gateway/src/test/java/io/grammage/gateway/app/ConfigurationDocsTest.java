package io.grammage.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.catalog.LoadBalancing;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.ModelType;
import io.grammage.gateway.catalog.ProviderType;
import io.grammage.gateway.catalog.StreamUsage;
import io.grammage.gateway.catalog.Timeouts;
import io.grammage.gateway.config.JsonSchema;
import io.grammage.gateway.config.KeyReference;
import io.grammage.gateway.config.ModelKeys;
import io.grammage.gateway.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the documents of the configuration equal to its description. {@code -Dgrammage.docs.write=true} writes them anew.
 */
class ConfigurationDocsTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final String BEGIN = "<!-- Made from the description of the keys; not to be edited by hand. -->\n";
    private static final String END = "<!-- End of what was made. -->\n";
    private static final boolean WRITE = Boolean.getBoolean("grammage.docs.write");

    @Test
    void theReferenceIsThatOfTheKeys() throws IOException {
        Path file = DOCS.resolve("configuration.md");
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        String made = "\n" + KeyReference.markdown();
        if (WRITE) {
            Files.writeString(file, text.substring(0, begin) + made + text.substring(end));
        } else {
            assertThat(text.substring(begin, end)).isEqualTo(made);
        }
    }

    @Test
    void thePublishedSchemaIsThatOfTheKeys() throws IOException {
        Path file = DOCS.resolve("config.schema.json");
        if (WRITE) {
            Files.writeString(file, JsonSchema.text());
        } else {
            assertThat(Files.readString(file)).isEqualTo(JsonSchema.text());
        }
    }

    @Test
    void everyExampleLoadsWithoutWarning() throws IOException {
        List<Path> examples;
        try (Stream<Path> files = Files.list(DOCS.resolve("examples"))) {
            examples = files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
        assertThat(examples.stream().map(example -> example.getFileName().toString()))
                .containsExactly("opengatellm.yml", "simulated.yml", "vllm.yml");
        ConfigurationLoader loader =
                new ConfigurationLoader(Map.of("OPENAI_API_KEY", "k")::get, BuiltInSimulator.notStarted());
        for (Path example : examples) {
            Configuration configuration = loader.load(example);
            assertThat(configuration.warnings().stream().map(Problem::toString)).isEmpty();
            assertThat(configuration.catalog().models()).isNotEmpty();
        }
    }

    @Test
    void theExampleOfTheEmbeddedConfigurationIsTheEmbeddedConfiguration() {
        ConfigurationLoader loader = new ConfigurationLoader(name -> null, BuiltInSimulator.notStarted());
        Configuration example = loader.load(DOCS.resolve("examples/simulated.yml"));
        assertThat(example.source().changesFrom(loader.loadDefault().source())).isEmpty();
    }

    @Test
    void theWordsOfTheFileAreThoseOfTheDomain() {
        JsonNode model = new JsonMapper().readTree(JsonSchema.text()).at("/properties/models/items/properties");
        JsonNode provider = model.at("/providers/items/properties");
        List<String> types = new ArrayList<>(
                Arrays.stream(ModelType.values()).map(ModelType::wireName).toList());
        types.addAll(ModelKeys.TYPES_NOT_SERVED);
        assertThat(words(model.at("/type"))).isEqualTo(types);
        assertThat(words(model.at("/load_balancing_strategy/anyOf/0")))
                .isEqualTo(Arrays.stream(LoadBalancing.values())
                        .map(LoadBalancing::wireName)
                        .toList());
        assertThat(words(provider.at("/type")))
                .isEqualTo(Arrays.stream(ProviderType.values())
                        .map(ProviderType::wireName)
                        .toList());
        assertThat(words(provider.at("/stream_usage/anyOf/0")))
                .isEqualTo(Arrays.stream(StreamUsage.values())
                        .map(StreamUsage::wireName)
                        .toList());
        for (Model withEveryDefault :
                ConfigurationText.provider("").load().catalog().models()) {
            assertThat(withEveryDefault.providers().getFirst().timeouts()).isEqualTo(Timeouts.DEFAULT);
            assertThat(withEveryDefault.providers().getFirst().weight()).isEqualTo(1);
            assertThat(withEveryDefault.loadBalancing()).isEqualTo(LoadBalancing.SHUFFLE);
        }
    }

    private static List<String> words(JsonNode choice) {
        List<String> words = new ArrayList<>();
        choice.at("/anyOf/0/enum").forEach(word -> words.add(word.asString()));
        assertThat(words).isNotEmpty();
        return words;
    }
}
