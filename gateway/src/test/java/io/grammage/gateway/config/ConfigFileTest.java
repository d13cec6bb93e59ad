package io.grammage.gateway.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.footprint.Range;
import io.grammage.gateway.kernel.Secret;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfigFileTest {
    private static final String PROVIDER = """
            models:
              - name: m
                type: text-generation
                providers:
                  - type: vllm
                    url: http://localhost:8000
                    model_name: up
            """;

    @Test
    void anEmptyFileIsAllDefaults() {
        Section root = read("");
        assertThat(root.isWhole()).isTrue();
        assertThat(root.value(RootKeys.MODELS)).isEmpty();
        assertThat(root.value(RootKeys.DATA)).isEqualTo(Path.of("data"));
        assertThat(root.section(RootKeys.SERVER).value(ServerKeys.PORT)).isEqualTo(8080);
        assertThat(root.section(RootKeys.SERVER).value(ServerKeys.HOST)).isEqualTo("127.0.0.1");
        assertThat(root.section(RootKeys.SERVER).placeOf(ServerKeys.PORT)).hasToString("config.yml:1:1: server.port");
    }

    @Test
    void locatesValuesAndDefaults() {
        Section provider = onlyProvider(read(PROVIDER));
        assertThat(provider.placeOf(ProviderKeys.URL)).hasToString("config.yml:6:14: models[0].providers[0].url");
        assertThat(provider.placeOf(ProviderKeys.ZONE)).hasToString("config.yml:5:9: models[0].providers[0].zone");
        assertThat(provider.value(ProviderKeys.ZONE)).isEqualTo("WOR");
        assertThat(provider.has(ProviderKeys.ZONE)).isFalse();
        assertThat(provider.find(ProviderKeys.KEY)).isNull();
        assertThatThrownBy(() -> provider.value(ProviderKeys.KEY)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> provider.find(RootKeys.DATA)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aVariableIsNeverReadAsYaml() {
        Section provider =
                onlyProvider(read(PROVIDER + """
                        key: ${SECRET}
                        total_params: "${PARAMS:-8..28}"
                        weight: ${WEIGHT}
                        timeouts: {connect: "${UNSET:-250ms}"}
                """, Map.of("SECRET", "a: b #c 'd' \"e\" [f] ${g}", "WEIGHT", "7")));
        assertThat(provider.value(ProviderKeys.KEY).reveal()).isEqualTo("a: b #c 'd' \"e\" [f] ${g}");
        assertThat(provider.value(ProviderKeys.TOTAL_PARAMS)).isEqualTo(Range.of(8, 28));
        assertThat(provider.value(ProviderKeys.WEIGHT)).isEqualTo(7);
        assertThat(provider.section(ProviderKeys.TIMEOUTS).value(ProviderKeys.Timeouts.CONNECT))
                .isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void anEmptyVariableMeansThatTheKeyIsLeftOut() {
        Section provider = onlyProvider(read(PROVIDER + "        key: \"${UNSET:-}\"\n        weight: ${UNSET:-}\n"));
        assertThat(provider.has(ProviderKeys.KEY)).isFalse();
        assertThat(provider.value(ProviderKeys.WEIGHT)).isEqualTo(1);
        assertThat(refusal("node: ''"))
                .isEqualTo("config.yml:1:7: node: empty (expected: 1 to 64 printable ASCII characters)");
    }

    @Test
    void aKeyWithoutValueIsLeftOut() {
        assertThat(read("server:\nmodels: ~\nnode: null\n").value(RootKeys.MODELS))
                .isEmpty();
        assertThat(refusal("models:\n  - name:\n    type: text-generation\n")).isEqualTo("""
                        config.yml:2:5: models[0].name: missing (expected: 1 to 64 printable ASCII characters)
                        config.yml:2:5: models[0].providers: missing (expected: a list; each: a mapping with keys such as\
                         type, url and model_name)""");
    }

    @Test
    void nullIsAWordWhereItIsAChoice() {
        Key<String> key = RootKeys.Footprint.CARBON_WHEN_NOT_ESTIMATED;
        assertThat(read("footprint: {carbon_when_not_estimated: null}")
                        .section(RootKeys.FOOTPRINT)
                        .value(key))
                .isEqualTo("null");
        assertThat(read("footprint: {carbon_when_not_estimated: }")
                        .section(RootKeys.FOOTPRINT)
                        .value(key))
                .isEqualTo("zero");
    }

    @Test
    void anUnsetVariableIsAnErrorAtItsPlace() {
        assertThat(refusal(PROVIDER + "        key: ${OPENAI_API_KEY}\n"))
                .isEqualTo(
                        "config.yml:8:14: models[0].providers[0].key: ${OPENAI_API_KEY}: the environment variable"
                                + " OPENAI_API_KEY is not set (expected: a value, or a default as in ${OPENAI_API_KEY:-default})");
    }

    @Test
    void neverTellsWhatAVariableHolds() {
        Map<String, String> secret = Map.of("S", "sk-very-secret");
        assertThat(refusal("server: {port: \"1${S}\"}", secret))
                .isEqualTo("config.yml:1:16: server.port: the value of 1${S} (expected: a whole number, 0 to 65535)");
        assertThat(refusal(PROVIDER + "        key: sk-é\n"))
                .isEqualTo("config.yml:8:14: models[0].providers[0].key: *** (expected: 1 to 8192 printable ASCII"
                        + " characters)");
        assertThat(refusal(
                        "models: [{name: \"${S}\", type: \"${S}\", providers: [{zone: \"${S}\", url: \"${S}\"}]}]",
                        secret))
                .doesNotContain("very-secret");
        assertThat(onlyProvider(read(PROVIDER + "        key: ${S}\n", secret)).value(ProviderKeys.KEY))
                .isEqualTo(new Secret("sk-very-secret"))
                .hasToString("***");
    }

    @Test
    void refusesUnknownKeysWithTheNearestName() {
        assertThat(refusal(PROVIDER + "        modelname: x\n        wholly_other: y\nsever: {port: 1}\n"))
                .isEqualTo("""
                        config.yml:8:9: models[0].providers[0].modelname: unknown key (did you mean model_name?)
                        config.yml:9:9: models[0].providers[0].wholly_other: unknown key (expected: one of id, type, url,\
                         key, key_file, model_name, weight, timeout, timeouts, max_in_flight, queue, circuit_breaker,\
                         health_check, stream_usage, zone, total_params,\
                         active_params, pue, wue, tokens_per_second, time_to_first_token, energy_factor,\
                         energy_factor_includes_pue, model_cost_prompt_tokens,\
                         model_cost_completion_tokens)
                        config.yml:10:1: sever: unknown key (did you mean server?)""");
    }

    @Test
    void refusesWrongValuesWithWhatWasExpected() {
        assertThat(refusal("""
                models:
                  - name: m
                    type: text-generation
                    aliases: {a: b}
                    context_window: 4k
                    providers:
                      - {type: vlm, model_name: [x], url: "http://h", weight: 0}
                server: 8080
                """)).isEqualTo("""
                        config.yml:4:14: models[0].aliases: a mapping (expected: a list; each: 1 to 64 printable ASCII characters)
                        config.yml:5:21: models[0].context_window: 4k (expected: a whole number, 1 to 100000000)
                        config.yml:7:16: models[0].providers[0].type: vlm (expected: one of openai, vllm, albert, mistral, tei,\
                         simulator; did you mean vllm?)
                        config.yml:7:33: models[0].providers[0].model_name: a list (expected: text, 1 to 256 characters)
                        config.yml:7:63: models[0].providers[0].weight: 0 (expected: a whole number, 1 to 1000)
                        config.yml:8:9: server: a single value (expected: a mapping with keys such as host and port)""");
    }

    @Test
    void tellsAtMostTwentyErrors() {
        String text =
                IntStream.range(0, 23).mapToObj(i -> "wrong_" + i + ": x\n").collect(Collectors.joining());
        assertThat(refusal(text).lines()).hasSize(21).last().isEqualTo("... and 3 more");
    }

    @Test
    void keepsMessagesToOneLine() {
        assertThat(refusal("\"a\\nb\\u001b[2J\": 1").lines()).hasSize(1);
        assertThat(refusal("data: [x]\nnode: \"a\\nb\"").lines()).hasSize(2);
        assertThat(refusal("node: " + "é".repeat(1000))).hasSizeLessThan(200);
    }

    @Test
    void takesOtherNamesOfAKeyButOnlyOne() {
        Section provider = onlyProvider(read(PROVIDER + "        model_carbon_footprint_zone: FRA\n"));
        assertThat(provider.value(ProviderKeys.ZONE)).isEqualTo("FRA");
        assertThat(provider.placeOf(ProviderKeys.ZONE))
                .hasToString("config.yml:8:38: models[0].providers[0].model_carbon_footprint_zone");
        assertThat(refusal(PROVIDER + "        model_hosting_zone: FRA\n        zone: DEU\n"))
                .isEqualTo("config.yml:9:9: models[0].providers[0].zone: means the same as model_hosting_zone, which is"
                        + " there too (expected: one of them)");
    }

    @Test
    void readsMoneyExactly() {
        Section prices = onlyModel(read(PROVIDER.replace(
                        "    providers:", "    prices: {input: 0.1, output: 123456789.123456}\n    providers:")))
                .section(ModelKeys.PRICES);
        assertThat(prices.value(ModelKeys.Prices.INPUT)).isEqualTo(new BigDecimal("0.1"));
        assertThat(prices.value(ModelKeys.Prices.OUTPUT)).isEqualTo(new BigDecimal("123456789.123456"));
    }

    @Test
    void warnsOfKeysOfOpenGateLlmAndDoesNotReadThem() {
        Problems problems = new Problems();
        ConfigFile.read("config.yml", """
                dependencies:
                  postgres: {url: "${NOT_SET}", pool_size: 5}
                settings:
                  auth_secret_key: ${NOT_SET}
                  log_level: DEBUG
                """.getBytes(UTF_8), name -> null, problems);
        problems.throwIfErrors();
        assertThat(problems.warnings().stream().map(Problem::toString))
                .containsExactly(
                        "config.yml:2:3: dependencies.postgres: ignored: Grammage keeps its records itself, in the directory data",
                        "config.yml:4:3: settings.auth_secret_key: ignored: keys are made with grammage key create, and need no"
                                + " master key",
                        "config.yml:5:3: settings.log_level: ignored: write log.level");
        assertThat(refusal("settings: {log_lvel: x}"))
                .isEqualTo("config.yml:1:12: settings.log_lvel: unknown key (did you mean log_level?)");
    }

    @Test
    void tellsWhichKeysChanged() {
        Section before = read(PROVIDER + "server: {port: 1, host: h}\n");
        assertThat(read("server: {host: h, port: 1}\n" + PROVIDER).changesFrom(before))
                .isEmpty();
        assertThat(read(PROVIDER.replace("model_name: up", "model_name: up2") + "server: {port: 2, host: h}\nnode: n\n")
                        .changesFrom(before))
                .containsExactlyInAnyOrder(
                        new Section.Change("models", false),
                        new Section.Change("server.port", true),
                        new Section.Change("node", true));
        assertThat(read(PROVIDER + "        weight: 1\nserver: {port: 1, host: h}\n")
                        .changesFrom(before))
                .isEmpty();
        assertThat(read(PROVIDER + "        key: a\n").sameAs(read(PROVIDER + "        key: b\n")))
                .isFalse();
    }

    private static Section onlyModel(Section root) {
        return root.value(RootKeys.MODELS).getFirst().value();
    }

    private static Section onlyProvider(Section root) {
        return onlyModel(root).value(ModelKeys.PROVIDERS).getFirst().value();
    }

    private static Section read(String text) {
        return read(text, Map.of());
    }

    private static Section read(String text, Map<String, String> environment) {
        Problems problems = new Problems();
        Section section = ConfigFile.read("config.yml", text.getBytes(UTF_8), environment::get, problems);
        problems.throwIfErrors();
        return section;
    }

    private static String refusal(String text) {
        return refusal(text, Map.of());
    }

    private static String refusal(String text, Map<String, String> environment) {
        Problems problems = new Problems();
        ConfigFile.read("config.yml", text.getBytes(UTF_8), environment::get, problems);
        try {
            problems.throwIfErrors();
            return "";
        } catch (ConfigException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
