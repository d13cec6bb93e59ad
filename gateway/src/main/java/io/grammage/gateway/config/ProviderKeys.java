package io.grammage.gateway.config;

import io.grammage.footprint.Range;
import io.grammage.gateway.kernel.Secret;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The keys of an entry of {@code providers}. */
public final class ProviderKeys {
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(1);
    private static final Duration TIMEOUT_MAX = Duration.ofDays(1);

    public static final Key<String> ID = Key.optional(
                    "id",
                    Types.name(128),
                    "Name of the provider in answers, records and metrics, unique in the file. Left out: the model's name"
                            + " and the type, as in my-model/vllm, with a number from the second of its kind on.")
            .alsoNamed("name");
    public static final Key<String> TYPE = Key.required(
            "type",
            Types.choice(List.of("openai", "vllm", "albert", "mistral", "tei", "simulator")),
            "The kind of server, which decides how it is spoken to.");
    public static final Key<String> URL = Key.optional(
            "url",
            Types.text(2_000),
            "http or https, host, and port and path if needed. A /v1 at the end may be there or not. Left out: the public"
                    + " service of openai, albert or mistral, and the built-in simulator.");
    public static final Key<Secret> KEY = Key.optional(
            "key", Types.secret(), "The key that the server asks for, sent as a bearer token. Never shown.");
    public static final Key<Path> KEY_FILE = Key.optional(
            "key_file",
            Types.path(),
            "A file that holds the key instead; relative paths begin at the configuration file. Read again when it"
                    + " changes.");
    public static final Key<String> MODEL_NAME =
            Key.required("model_name", Types.text(256), "The name of the model at the provider.");
    public static final Key<Integer> WEIGHT = Key.withDefault(
            "weight", Types.whole(1, 1_000), "1", "How much of the model's calls it takes against the others.");
    public static final Key<Duration> TIMEOUT = Key.optional(
            "timeout", timeout(), "The same as timeouts.total: OpenGateLLM's name for it, there a number of seconds.");
    public static final Key<Section> TIMEOUTS =
            Key.optional("timeouts", Timeouts.SHAPE, "Bounds on the time that the provider may take.");
    public static final Key<String> STREAM_USAGE = Key.optional(
            "stream_usage",
            Types.choice(List.of("ask", "always_sent", "never")),
            "Whether the provider tells the tokens of a stream when asked, unasked, or not at all. Left out: as servers of"
                    + " the type do (ask for openai, vllm and simulator, always_sent for albert and mistral, never for"
                    + " tei).");
    public static final Key<String> ZONE = Key.withDefault(
                    "zone",
                    Types.name(32),
                    "WOR",
                    "Where its electricity comes from: ISO 3166-1 alpha-3, WOR for the world, or a name from"
                            + " electricity_mixes.")
            .alsoNamed("model_hosting_zone", "model_carbon_footprint_zone");
    public static final Key<Range> TOTAL_PARAMS = Key.optional(
                    "total_params",
                    Types.range(0, 1_000_000),
                    "All parameters of the model, in billions. Left out or 0: unknown, and its footprint is not estimated.")
            .alsoNamed("model_total_params", "model_carbon_footprint_total_params");
    public static final Key<Range> ACTIVE_PARAMS = Key.optional(
                    "active_params",
                    Types.range(0, 1_000_000),
                    "Parameters that work on a token, in billions. Left out or 0: all of them.")
            .alsoNamed("model_active_params", "model_carbon_footprint_active_params");
    public static final Key<Range> PUE = Key.optional(
            "pue",
            Types.range(1, 10),
            "Power usage effectiveness of the data centre. Left out: 1.09..1.2, the span of what AI providers publish.");
    public static final Key<Range> WUE = Key.optional(
            "wue",
            Types.range(0, 100),
            "Water usage effectiveness of the data centre, in litres per kWh. Left out: 0.09..0.999, the span of what AI"
                    + " providers publish.");
    public static final Key<BigDecimal> TOKENS_PER_SECOND = Key.optional(
            "tokens_per_second",
            Types.decimal("0.001", "1000000", 6),
            "How fast the provider is known to generate, for its footprint. Left out: modelled.");
    public static final Key<Duration> TIME_TO_FIRST_TOKEN = Key.optional(
            "time_to_first_token",
            Types.duration(Duration.ZERO, Duration.ofHours(1)),
            "How long the provider is known to take to begin, for its footprint. Left out: modelled.");
    public static final Key<Range> ENERGY_FACTOR = Key.optional(
            "energy_factor",
            Types.range(0, 1_000),
            "kWh per 1,000 tokens of prompt and answer, for models that no method covers, such as embeddings. Instead of"
                    + " total_params.");
    public static final Key<Boolean> ENERGY_FACTOR_INCLUDES_PUE = Key.withDefault(
            "energy_factor_includes_pue",
            Types.flag(),
            "false",
            "Whether the factor was measured at the data centre's meter; otherwise it is multiplied by the PUE.");
    public static final Key<BigDecimal> MODEL_COST_PROMPT_TOKENS = Key.optional(
                    "model_cost_prompt_tokens",
                    Types.price(),
                    "The same as prices.input of the model: where OpenGateLLM had it in 2025.")
            .alsoNamed("cost_prompt_tokens");
    public static final Key<BigDecimal> MODEL_COST_COMPLETION_TOKENS = Key.optional(
                    "model_cost_completion_tokens",
                    Types.price(),
                    "The same as prices.output of the model: where OpenGateLLM had it in 2025.")
            .alsoNamed("cost_completion_tokens");

    static final Shape SHAPE = Shape.of(
                    "a mapping with keys such as type, url and model_name",
                    ID,
                    TYPE,
                    URL,
                    KEY,
                    KEY_FILE,
                    MODEL_NAME,
                    WEIGHT,
                    TIMEOUT,
                    TIMEOUTS,
                    STREAM_USAGE,
                    ZONE,
                    TOTAL_PARAMS,
                    ACTIVE_PARAMS,
                    PUE,
                    WUE,
                    TOKENS_PER_SECOND,
                    TIME_TO_FIRST_TOKEN,
                    ENERGY_FACTOR,
                    ENERGY_FACTOR_INCLUDES_PUE,
                    MODEL_COST_PROMPT_TOKENS,
                    MODEL_COST_COMPLETION_TOKENS)
            .ignoring(OpenGateLlmKeys.OF_PROVIDERS);

    private ProviderKeys() {}

    private static ScalarType<Duration> timeout() {
        return Types.duration(TIMEOUT_MIN, TIMEOUT_MAX);
    }

    /** The keys of {@code timeouts}. */
    public static final class Timeouts {
        public static final Key<Duration> CONNECT =
                Key.withDefault("connect", timeout(), "5s", "To set up a connection.");
        public static final Key<Duration> FIRST_BYTE =
                Key.withDefault("first_byte", timeout(), "5m", "From the request sent to the head of the answer.");
        public static final Key<Duration> IDLE =
                Key.withDefault("idle", timeout(), "1m", "Between two pieces of an answer.");
        public static final Key<Duration> TOTAL =
                Key.withDefault("total", timeout(), "10m", "Of an attempt as a whole.");

        static final Shape SHAPE = Shape.of("a mapping with keys such as first_byte", CONNECT, FIRST_BYTE, IDLE, TOTAL);

        private Timeouts() {}
    }
}
