package io.grammage.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grammage.footprint.ElectricityMixes;
import io.grammage.footprint.FootprintMethod;
import io.grammage.footprint.Impacts;
import io.grammage.footprint.ModelParameters;
import io.grammage.footprint.PreparedEstimator;
import io.grammage.footprint.Range;
import io.grammage.footprint.Speed;
import io.grammage.footprint.Zone;
import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.catalog.CircuitBreaker;
import io.grammage.gateway.catalog.Concurrency;
import io.grammage.gateway.catalog.HealthCheck;
import io.grammage.gateway.catalog.Lifecycle;
import io.grammage.gateway.catalog.LoadBalancing;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.ModelCard;
import io.grammage.gateway.catalog.ModelType;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.catalog.ProviderType;
import io.grammage.gateway.catalog.Retries;
import io.grammage.gateway.catalog.Safeguards;
import io.grammage.gateway.catalog.StreamUsage;
import io.grammage.gateway.catalog.Timeouts;
import io.grammage.gateway.catalog.UpstreamAddress;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.Secret;
import io.grammage.gateway.kernel.UsageUnit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogFactoryTest {

    @Test
    void loadsTheFileOfOpenGateLlmsFootprintPage() {
        Configuration configuration = new ConfigurationText("""
                models:
                  - name: my-language-model
                    type: text-generation
                    providers:
                      - type: openai
                        key: ${OPENAI_API_KEY}
                        model_name: gpt-4o-mini
                        model_carbon_footprint_zone: WOR
                        model_carbon_footprint_total_params: 35
                        model_carbon_footprint_active_params: 35
                """, Map.of("OPENAI_API_KEY", "sk-1")).load();
        assertThat(configuration.warnings()).isEmpty();
        Model model = only(configuration);
        assertThat(model.name()).isEqualTo("my-language-model");
        assertThat(model.prices()).isEmpty();
        Provider provider = model.providers().getFirst();
        assertThat(provider.id()).isEqualTo("my-language-model/openai");
        assertThat(provider.address()).hasToString("https://api.openai.com");
        assertThat(provider.key()).isEqualTo(new Secret("sk-1"));
        assertThat(provider.modelName()).isEqualTo("gpt-4o-mini");
        assertThat(impacts(provider)).isEqualTo(expected(Zone.WORLD, ModelParameters.dense(35)));
    }

    @Test
    void loadsOpenGateLlmsMinimalExample() {
        ConfigurationText text = new ConfigurationText("""
                models:
                  - name: albert-testbed
                    type: text-generation
                    aliases: ["small"]
                    load_balancing_strategy: shuffle
                    cost_prompt_tokens: 0.10
                    cost_completion_tokens: 0.10
                    providers:
                      - {type: vllm, url: "http://host:8000", key: "${KEY:-x}", model_name: "gemma3:1b", timeout: 60,
                         model_hosting_zone: FRA, model_total_params: 8, model_active_params: 8}
                dependencies:
                  postgres: {url: "postgresql+asyncpg://${POSTGRES_USER:-postgres}:${POSTGRES_PASSWORD:-changeme}@localhost:5432/postgres", pool_size: 5}
                  redis: {url: "redis://:${REDIS_PASSWORD:-changeme}@localhost:6379", max_connections: 200}
                settings: {auth_secret_key: "${AUTH_SECRET_KEY}", rate_limiting_strategy: fixed_window, usage_tokenizer: tiktoken_gpt2}
                """, Map.of());
        assertThat(text.warnings().lines()).hasSize(5).allMatch(line -> line.contains(": ignored: "));
        Model model = only(text.load());
        assertThat(model.aliases()).containsExactly("small");
        assertThat(Objects.requireNonNull(model.price(UsageUnit.OUTPUT, Mode.REALTIME))
                        .unitPrice())
                .isEqualByComparingTo("0.1");
        Provider provider = model.providers().getFirst();
        assertThat(provider.key()).isEqualTo(new Secret("x"));
        assertThat(provider.timeouts().total()).isEqualTo(Duration.ofSeconds(60));
        assertThat(provider.timeouts().connect()).isEqualTo(Duration.ofSeconds(5));
        assertThat(impacts(provider)).isEqualTo(expected(new Zone("FRA"), ModelParameters.dense(8)));
    }

    @Test
    void takesEveryKeyOfAModel() {
        Configuration configuration = ConfigurationText.of("""
                billing: {currency: USD}
                models:
                  - name: full
                    type: image-text-to-text
                    aliases: [a, b]
                    description: What it is.
                    license: MIT
                    owned_by: Somebody
                    created_at: 2026-05-01
                    context_window: 128000
                    max_output_tokens: 4096
                    input_modalities: [text, image]
                    output_modalities: [text]
                    region: fr-par
                    pixels_per_token: 784
                    routing_strategy: round_robin
                    prices: {input: 2, cached_input: 0.5, cache_write: 2.5, audio_input: 10, output: 0}
                    lifecycle: {preview_until: 2026-06-01, deprecated_at: 2027-01-01, end_of_life_at: 2027-06-01T12:00:00+02:00, successor: next}
                    providers:
                      - id: first
                        type: vllm
                        url: http://gpu_1:8000/v1
                        model_name: up/stream
                        weight: 3
                        timeouts: {connect: 250ms, first_byte: 30s, idle: 10s, total: 5m}
                        stream_usage: never
                        zone: FRA
                        total_params: 30..40
                        active_params: 3
                        pue: 1.3
                        wue: 0.1..0.2
                        tokens_per_second: 50
                        time_to_first_token: 500ms
                  - name: next
                    type: image-text-to-text
                    providers: [{type: simulator, model_name: s}, {type: simulator, model_name: s}]
                """).load();
        Model model = configuration.catalog().models().getFirst();
        assertThat(model.type()).isEqualTo(ModelType.IMAGE_TEXT_TO_TEXT);
        assertThat(model.aliases()).containsExactly("a", "b");
        assertThat(model.createdAt()).isEqualTo(Instant.parse("2026-05-01T00:00:00Z"));
        assertThat(model.card())
                .isEqualTo(new ModelCard(
                        "What it is.",
                        "MIT",
                        "Somebody",
                        128000,
                        4096,
                        List.of("text", "image"),
                        List.of("text"),
                        "fr-par",
                        784));
        assertThat(model.loadBalancing()).isEqualTo(LoadBalancing.ROUND_ROBIN);
        assertThat(model.lifecycle())
                .isEqualTo(new Lifecycle(
                        Instant.parse("2026-06-01T00:00:00Z"),
                        Instant.parse("2027-01-01T00:00:00Z"),
                        Instant.parse("2027-06-01T10:00:00Z"),
                        "next"));
        assertThat(prices(model))
                .isEqualTo("input 2 USD, cached_input 0.5 USD, cache_write 2.5 USD, audio_input 10 USD, output 0 USD");
        Provider provider = model.providers().getFirst();
        assertThat(provider)
                .usingRecursiveComparison()
                .ignoringFields("hosting")
                .isEqualTo(new Provider(
                        "first",
                        ProviderType.VLLM,
                        new UpstreamAddress(false, "gpu_1", 8000, ""),
                        "up/stream",
                        null,
                        new Timeouts(
                                Duration.ofMillis(250),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(10),
                                Duration.ofMinutes(5)),
                        Safeguards.DEFAULT,
                        StreamUsage.NEVER,
                        3,
                        provider.hosting()));
        assertThat(provider.hosting().zone()).isEqualTo(new Zone("FRA"));
        FootprintMethod method = FootprintMethod.byId("ecologits-0.9");
        assertThat(impacts(provider))
                .isEqualTo(method.prepare(
                                new ModelParameters(Range.of(3), Range.of(30, 40)),
                                io.grammage.footprint.Hosting.of(
                                                ElectricityMixes.ecologits09().require(new Zone("FRA")))
                                        .withPue(Range.of(1.3))
                                        .withWue(Range.of(0.1, 0.2)),
                                new Speed(50.0, 0.5))
                        .impacts(100));
        List<Provider> others = configuration.catalog().models().get(1).providers();
        assertThat(others.stream().map(Provider::id)).containsExactly("next/simulator", "next/simulator-2");
        assertThat(others.getFirst().address()).isEqualTo(ConfigurationText.SIMULATOR);
        assertThat(others.getFirst().hosting().estimator()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prices: {}|''",
                "prices: {input: 1, output: 2}|input 1 EUR, cached_input 1 EUR, cache_write 1 EUR, audio_input 1 EUR, output 2 EUR",
                "prices: {input: 1, cached_input: 0, output: 2}|input 1 EUR, cached_input 0 EUR, cache_write 1 EUR, audio_input 1 EUR, output 2 EUR",
                "prices: {output: 2}|output 2 EUR",
                "cost_prompt_tokens: 0, cost_completion_tokens: 0|input 0 EUR, cached_input 0 EUR, cache_write 0 EUR, audio_input 0 EUR, output 0 EUR",
                "cost_prompt_tokens: 0.10, prices: {input: 0.1, output: 1}|input 0.1 EUR, cached_input 0.1 EUR, cache_write 0.1 EUR, audio_input 0.1 EUR, output 1 EUR",
            })
    void pricesPromptTokensOfSpecialTypesLikeOthersUnlessToldOtherwise(String keys, String expected) {
        assertThat(prices(only(ConfigurationText.model(keys).load()))).isEqualTo(expected);
    }

    @Test
    void takesPricesFromProvidersAsIn2025() {
        Model model =
                only(ConfigurationText.provider("model_cost_prompt_tokens: 0.3, model_cost_completion_tokens: 0.9")
                        .load());
        assertThat(prices(model)).startsWith("input 0.3 EUR").endsWith("output 0.9 EUR");
    }

    @Test
    void refusesPricesThatDisagreeOrStandAlone() {
        assertThat(ConfigurationText.model("cost_prompt_tokens: 1, prices: {input: 2, output: 1}")
                        .refusal())
                .isEqualTo("config.yml:1:122: models[0].cost_prompt_tokens: 1 (expected: 2, as at line 1)");
        assertThat(ConfigurationText.model("prices: {cached_input: 2, output: 1}")
                        .refusal())
                .endsWith(
                        "models[0].prices.cached_input: 2 (expected: a price for input too, or other prompt tokens have none)");
        assertThat(ConfigurationText.model("prices: {input: 2}").warnings())
                .endsWith(
                        "there is a price for input but none for output; such tokens count as not priced (write 0 if they"
                                + " are free)");
    }

    @Test
    void aPriceKeepsItsIdOverReloadsAndHasAnotherForAnotherAmount() {
        Price price = only(ConfigurationText.model("prices: {input: 1, output: 2}")
                        .load())
                .prices()
                .getFirst();
        Price same = only(ConfigurationText.model("prices: {output: 3, input: 1.0}")
                        .load())
                .prices()
                .getFirst();
        Price other = only(ConfigurationText.model("prices: {output: 3, input: 1.1}")
                        .load())
                .prices()
                .getFirst();
        assertThat(same.id()).isEqualTo(price.id());
        assertThat(other.id()).isNotEqualTo(price.id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "total_params: 0, active_params: 0|''",
                "active_params: 8|config.yml:1:115: models[0].providers[0].active_params: has no effect without total_params:"
                        + " the footprint is not estimated",
            })
    void aProviderWithoutATotalIsNotEstimated(String keys, String warning) {
        ConfigurationText text = ConfigurationText.provider(keys);
        assertThat(only(text.load()).providers().getFirst().hosting().estimator())
                .isNull();
        assertThat(text.warnings()).isEqualTo(warning);
    }

    @Test
    void takesAnEnergyFactorInsteadOfParameters() {
        Provider provider = only(ConfigurationText.provider("energy_factor: 0.001..0.002, pue: 1.5")
                        .load())
                .providers()
                .getFirst();
        PreparedEstimator estimator = Objects.requireNonNull(provider.hosting().estimator());
        assertThat(estimator.methodId()).isEqualTo("energy-factor");
        assertThat(estimator.impacts(1000).energy()).isEqualTo(Range.of(0.0015, 0.003));
        Provider metered = only(ConfigurationText.provider(
                                "energy_factor: 0.001, energy_factor_includes_pue: true, pue: 1.5")
                        .load())
                .providers()
                .getFirst();
        assertThat(impacts(metered).energy().max()).isCloseTo(0.0001, within(1e-18));
        assertThat(ConfigurationText.provider("energy_factor: 1, total_params: 8")
                        .refusal())
                .endsWith("providers[0].energy_factor: there are total_params too (expected: one of them)");
    }

    @Test
    void refusesMoreActiveThanTotalParameters() {
        assertThat(ConfigurationText.provider("total_params: 8, active_params: 9")
                        .refusal())
                .contains(
                        "models[0].providers[0].active_params: active parameters in billions: 9 (expected: no more than");
    }

    @Test
    void refusesUnknownZonesWithTheKnownOnes() {
        assertThat(ConfigurationText.provider("zone: FRB").refusal())
                .startsWith("config.yml:1:106: models[0].providers[0].zone: FRB (expected: one of ")
                .contains(" FIN, FRA, GBR,")
                .endsWith("; did you mean FRA?)");
    }

    @Test
    void takesFurtherZones() {
        ConfigurationText text = ConfigurationText.of(
                ConfigurationText.provider("zone: solar-roof, total_params: 8").text() + """
                electricity_mixes:
                  - {zone: solar-roof, gwp: 0.03, adpe: 0.00000001, pe: 0.1, source: our own meter}
                """);
        Provider provider = only(text.load()).providers().getFirst();
        Impacts impacts = impacts(provider);
        assertThat(provider.hosting().zone()).isEqualTo(new Zone("solar-roof"));
        assertThat(impacts.gwp().usage().max())
                .isLessThan(expected(Zone.WORLD, ModelParameters.dense(8))
                        .gwp()
                        .usage()
                        .min());
        assertThat(ConfigurationText.of("electricity_mixes: [{zone: A, gwp: 1, adpe: 0, pe: 1, source: s},"
                                + " {zone: A, gwp: 1, adpe: 0, pe: 1, source: s}]")
                        .refusal())
                .isEqualTo(
                        "config.yml:1:74: electricity_mixes[1].zone: A occurs twice (expected: zones that are unique)");
    }

    @Test
    void theOlderMethodKnowsItsOwnZones() {
        ConfigurationText text = ConfigurationText.of(ConfigurationText.provider("zone: ZAF, total_params: 8")
                        .text() + "footprint: {method: ecologits-0.8}\n");
        PreparedEstimator estimator =
                only(text.load()).providers().getFirst().hosting().estimator();
        assertThat(Objects.requireNonNull(estimator).methodId()).isEqualTo("ecologits-0.8");
        assertThat(ConfigurationText.provider("zone: ZAF").refusal()).contains("zone: ZAF (expected: one of");
    }

    @Test
    void leavesOutModelsThatAreNotServedYet() {
        ConfigurationText text = ConfigurationText.of("""
                models:
                  - name: whisper
                    type: automatic-speech-recognition
                    providers: [{type: vllm, url: "http://h", model_name: w}]
                  - name: ocr
                    type: image-to-text
                    providers: [{type: mistral, model_name: o}]
                  - name: m
                    type: text-embeddings-inference
                    providers: [{type: tei, url: "http://h", model_name: e}]
                """);
        assertThat(text.load().catalog().models().stream().map(Model::name)).containsExactly("m");
        assertThat(text.warnings()).isEqualTo("""
                config.yml:3:11: models[0].type: automatic-speech-recognition is not served yet; the model whisper is left out
                config.yml:6:11: models[1].type: image-to-text is not served yet; the model ocr is left out""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: tei, url: \"http://h\", model_name: u}|type: tei does not serve models of type text-generation"
                        + " (expected: one of openai, vllm, albert, mistral, simulator)",
                "{type: vllm, model_name: u}|url: missing (expected: the address of the server, as there is no public"
                        + " service of type vllm)",
                "{type: openai, url: \"http://u:p@h\", model_name: u}|url: the URL has an @ (expected: no user and"
                        + " password; write them as key)",
                "{type: openai, key: a, key_file: b, model_name: u}|key_file: there is a key too (expected: one of them)",
                "{type: openai, timeout: 5, timeouts: {total: 6s}, model_name: u}|timeout: means the same as timeouts.total,"
                        + " which is there too (expected: one of them)",
            })
    void refusesProvidersAtTheirPlace(String provider, String expected) {
        assertThat(ConfigurationText.of("models: [{name: m, type: text-generation, providers: [" + provider + "]}]")
                        .refusal())
                .contains(": models[0].providers[0]." + expected);
    }

    @Test
    void refusesModelsAtTheirPlace() {
        assertThat(ConfigurationText.model("context_window: 100, max_output_tokens: 101")
                        .refusal())
                .endsWith(
                        "models[0].max_output_tokens: maximum output: 101 tokens (expected: at most the context window, 100)");
        assertThat(ConfigurationText.model("lifecycle: {successor: m}").refusal())
                .endsWith("models[0].lifecycle: successor: m (expected: an end_of_life_at from which it takes over)");
        assertThat(ConfigurationText.of("billing: {currency: XYZ}").refusal())
                .isEqualTo("config.yml:1:21: billing.currency: XYZ (expected: an ISO 4217 code such as EUR)");
    }

    @Test
    void refusesConflictsAtTheirPlace() {
        assertThat(ConfigurationText.of("""
                models:
                  - name: m
                    type: text-generation
                    aliases: [n]
                    lifecycle: {end_of_life_at: 2030-01-01, successor: gone}
                    providers: [{type: simulator, model_name: u, id: p}]
                  - name: n
                    type: text-generation
                    aliases: [o, m]
                    providers: [{type: simulator, model_name: u, id: p}]
                """).refusal()).isEqualTo("""
                config.yml:5:56: models[0].lifecycle.successor: gone is unknown (expected: the name of a model)
                config.yml:7:11: models[1].name: n is a name of model m (expected: names and aliases that are unique)
                config.yml:9:18: models[1].aliases[1]: m is a name of model m (expected: names and aliases that are unique)
                config.yml:10:54: models[1].providers[0].id: p occurs twice (expected: ids that are unique)""");
    }

    @Test
    void takesSafeguardsRetriesAndFallbacks() {
        Catalog catalog = ConfigurationText.of("""
                models:
                  - name: m
                    type: text-generation
                    retries: {rounds: 3, backoff: 50ms, backoff_max: 1s}
                    fallbacks: [n, o]
                    providers:
                      - type: vllm
                        url: http://h/base/v1
                        model_name: u
                        max_in_flight: 8
                        queue: {max: 2, timeout: 3s}
                        circuit_breaker: {window: 10, minimum_calls: 2, failure_percent: 75, open_for: 4s}
                        health_check: {interval: 5s, timeout: 1s, failures: 3}
                  - {name: n, type: text-generation, providers: [{type: openai, model_name: u, health_check: {path: /up}}]}
                  - {name: o, type: text-generation, providers: [{type: mistral, model_name: u, health_check: {}}]}
                """).load().catalog();
        Model model = catalog.models().getFirst();
        assertThat(model.retries()).isEqualTo(new Retries(3, Duration.ofMillis(50), Duration.ofSeconds(1)));
        assertThat(model.fallbacks()).containsExactly("n", "o");
        assertThat(model.providers().getFirst().safeguards())
                .isEqualTo(new Safeguards(
                        new Concurrency(8, 2, Duration.ofSeconds(3)),
                        new CircuitBreaker(10, 2, 75, Duration.ofSeconds(4)),
                        new HealthCheck("/base/health", Duration.ofSeconds(5), Duration.ofSeconds(1), 3)));
        assertThat(catalog.models().stream()
                        .skip(1)
                        .map(each -> Objects.requireNonNull(
                                        each.providers().getFirst().safeguards().healthCheck())
                                .path()))
                .containsExactly("/up", "/v1/models");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "circuit_breaker: {window: 4}|providers[0].circuit_breaker.minimum_calls: minimum calls: 5 (expected: 1 to 4)",
                "health_check: {path: up}|providers[0].health_check.path: path: up (expected: one that begins with /)",
            })
    void refusesSafeguardsAtTheirPlace(String keys, String expected) {
        assertThat(ConfigurationText.provider(keys).refusal()).endsWith(expected);
    }

    @Test
    void warnsOfAQueueThatNobodyWaitsIn() {
        assertThat(ConfigurationText.provider("queue: {max: 3}").warnings())
                .endsWith("providers[0].queue: without max_in_flight no call ever waits in it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retries: {backoff: 3s}|retries.backoff: backoff: PT3S (expected: not negative, at most backoff_max, PT2S)",
                "fallbacks: [gone]|fallbacks[0]: gone is unknown (expected: the name of a model)",
                "fallbacks: [m]|fallbacks[0]: m was tried before (expected: models other than this and the fallbacks before)",
            })
    void refusesRetriesAndFallbacksAtTheirPlace(String keys, String expected) {
        assertThat(ConfigurationText.model(keys).refusal()).endsWith(expected);
    }

    @Test
    void tellsErrorsOfAllKindsAtOnce() {
        assertThat(ConfigurationText.of("""
                models:
                  - {name: a, type: text-generation, providers: [{type: vllm, model_name: u}]}
                  - {name: b, typ: text-generation, providers: [{type: vllm, model_name: u}]}
                  - {name: c, type: text-generation, providers: [{type: vllm, url: "http://h", model_name: u, zone: XXX}]}
                """).refusal().lines().map(line -> line.split(": ", 3)[1]))
                .containsExactly(
                        "models[0].providers[0].url", "models[1].type", "models[1].typ", "models[2].providers[0].zone");
    }

    @Test
    void anEmptyFileIsAnEmptyCatalog() {
        Catalog catalog = ConfigurationText.of("").load().catalog();
        assertThat(catalog.models()).isEmpty();
        assertThat(catalog.currency()).isEqualTo(Currency.getInstance("EUR"));
    }

    private static Model only(Configuration configuration) {
        assertThat(configuration.catalog().models()).hasSize(1);
        return configuration.catalog().models().getFirst();
    }

    private static Impacts impacts(Provider provider) {
        return Objects.requireNonNull(provider.hosting().estimator()).impacts(100);
    }

    private static Impacts expected(Zone zone, ModelParameters parameters) {
        return FootprintMethod.byId("ecologits-0.9")
                .prepare(
                        parameters,
                        io.grammage.footprint.Hosting.of(
                                ElectricityMixes.ecologits09().require(zone)),
                        Speed.UNKNOWN)
                .impacts(100);
    }

    private static String prices(Model model) {
        return String.join(
                ", ",
                model.prices().stream()
                        .map(price ->
                                price.unit().wireName() + " " + stripped(price.unitPrice()) + " " + price.currency())
                        .toList());
    }

    private static String stripped(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
