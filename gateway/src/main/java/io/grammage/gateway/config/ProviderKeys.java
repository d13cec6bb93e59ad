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
                    "Name of the provider in answers and records, unique in the file. Left out: the model's name"
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
    public static final Key<Integer> MAX_IN_FLIGHT = Key.optional(
            "max_in_flight",
            Types.whole(1, 1_000_000),
            "Calls that it takes at a time from this process. Left out: no bound.");
    public static final Key<Section> QUEUE =
            Key.optional("queue", Queue.SHAPE, "Calls that wait where max_in_flight is reached.");
    public static final Key<Section> CIRCUIT_BREAKER = Key.optional(
            "circuit_breaker", CircuitBreaker.SHAPE, "When a provider that fails is left alone for a while.");
    public static final Key<Section> HEALTH_CHECK = Key.optional(
            "health_check",
            HealthCheck.SHAPE,
            "Asks the provider again and again whether it is well. Left out: it is judged by its calls alone.");
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
                    MAX_IN_FLIGHT,
                    QUEUE,
                    CIRCUIT_BREAKER,
                    HEALTH_CHECK,
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

    /** The keys of {@code queue}. */
    public static final class Queue {
        public static final Key<Integer> MAX = Key.withDefault(
                "max", Types.whole(0, 100_000), "100", "Calls that wait; what comes beyond goes to the next provider.");
        public static final Key<Duration> TIMEOUT = Key.withDefault(
                "timeout", timeout(), "1s", "How long a call waits before it goes to the next provider.");

        static final Shape SHAPE = Shape.of("a mapping with the keys max and timeout", MAX, TIMEOUT);

        private Queue() {}
    }

    /** The keys of {@code circuit_breaker}. */
    public static final class CircuitBreaker {
        public static final Key<Integer> WINDOW =
                Key.withDefault("window", Types.whole(1, 64), "20", "How many of the last calls are looked at.");
        public static final Key<Integer> MINIMUM_CALLS = Key.withDefault(
                "minimum_calls", Types.whole(1, 64), "5", "How many there must be before they mean anything.");
        public static final Key<Integer> FAILURE_PERCENT = Key.withDefault(
                "failure_percent",
                Types.whole(1, 100),
                "50",
                "The share of them that must have failed: no connection, too slow, broken off, or a status from 500 on.");
        public static final Key<Duration> OPEN_FOR = Key.withDefault(
                "open_for", timeout(), "10s", "How long no call goes to the provider then; after it, one tries.");

        static final Shape SHAPE = Shape.of(
                "a mapping with keys such as failure_percent", WINDOW, MINIMUM_CALLS, FAILURE_PERCENT, OPEN_FOR);

        private CircuitBreaker() {}
    }

    /** The keys of {@code health_check}. */
    public static final class HealthCheck {
        public static final Key<String> PATH = Key.optional(
                "path",
                Types.text(2_000),
                "What to GET, from the root of the server; an answer below 400 is a good one. Left out: /health for vllm"
                        + " and tei, else the list of models.");
        public static final Key<Duration> INTERVAL =
                Key.withDefault("interval", timeout(), "15s", "Between two checks.");
        public static final Key<Duration> TIMEOUT = Key.withDefault("timeout", timeout(), "5s", "Of one check.");
        public static final Key<Integer> FAILURES = Key.withDefault(
                "failures",
                Types.whole(1, 100),
                "2",
                "How many must fail in a row before calls go to other providers first.");

        static final Shape SHAPE = Shape.of("a mapping with keys such as interval", PATH, INTERVAL, TIMEOUT, FAILURES);

        private HealthCheck() {}
    }
}
