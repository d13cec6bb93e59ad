package io.grammage.gateway.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The keys of an entry of {@code models}. */
public final class ModelKeys {
    /** Types of models that OpenGateLLM serves and this gateway does not yet. */
    public static final List<String> TYPES_NOT_SERVED =
            List.of("automatic-speech-recognition", "text-classification", "image-to-text");

    public static final Key<String> NAME =
            Key.required("name", Types.name(64), "The name under which callers ask for the model.");
    public static final Key<String> TYPE = Key.required(
            "type",
            Types.choice(List.of(
                    "text-generation",
                    "image-text-to-text",
                    "text-embeddings-inference",
                    TYPES_NOT_SERVED.get(0),
                    TYPES_NOT_SERVED.get(1),
                    TYPES_NOT_SERVED.get(2))),
            "What the model does. Models of the last three types are not served yet: they are left out, with a warning.");
    public static final Key<List<Located<String>>> ALIASES =
            Key.list("aliases", new ListType<>(Types.name(64), 0, 100), "Further names of the model.");
    public static final Key<String> DESCRIPTION =
            Key.optional("description", Types.text(2_000), "What the model is, in a sentence.");
    public static final Key<String> LICENCE = Key.optional("licence", Types.text(200), "The licence of the model.")
            .alsoNamed("license");
    public static final Key<String> OWNED_BY = Key.optional("owned_by", Types.text(200), "Who made the model.");
    public static final Key<Instant> CREATED_AT =
            Key.optional("created_at", Types.moment(), "When the model was first offered. Left out: 1970-01-01.");
    public static final Key<Integer> CONTEXT_WINDOW = Key.optional(
            "context_window", Types.whole(1, 100_000_000), "Tokens of prompt and answer together, at most.");
    public static final Key<Integer> MAX_OUTPUT_TOKENS =
            Key.optional("max_output_tokens", Types.whole(1, 100_000_000), "Tokens of an answer, at most.");
    public static final Key<List<Located<String>>> INPUT_MODALITIES =
            Key.list("input_modalities", modalities(), "What a request can hold.");
    public static final Key<List<Located<String>>> OUTPUT_MODALITIES =
            Key.list("output_modalities", modalities(), "What an answer can hold.");
    public static final Key<String> REGION = Key.optional(
            "region",
            Types.name(64),
            "Where the model is served, for callers: a name, and not the zone of its electricity.");
    public static final Key<Integer> PIXELS_PER_TOKEN = Key.optional(
            "pixels_per_token",
            Types.whole(1, 1_000_000),
            "Pixels of an image that become one token, for estimates. Left out: images are not counted.");
    public static final Key<String> LOAD_BALANCING_STRATEGY = Key.withDefault(
                    "load_balancing_strategy",
                    Types.choice(List.of("shuffle", "round_robin", "least_busy")),
                    "shuffle",
                    "In which order providers are tried: at random, in turn, or the least busy first; by weight.")
            .alsoNamed("routing_strategy");
    public static final Key<BigDecimal> COST_PROMPT_TOKENS =
            Key.optional("cost_prompt_tokens", Types.price(), "The same as prices.input: OpenGateLLM's name for it.");
    public static final Key<BigDecimal> COST_COMPLETION_TOKENS = Key.optional(
            "cost_completion_tokens", Types.price(), "The same as prices.output: OpenGateLLM's name for it.");
    public static final Key<Section> PRICES =
            Key.optional("prices", Prices.SHAPE, "What a million tokens cost, by token type.");
    public static final Key<Section> LIFECYCLE =
            Key.optional("lifecycle", Lifecycle.SHAPE, "From when to when the model is offered.");
    public static final Key<Section> RETRIES = Key.optional(
            "retries",
            Retries.SHAPE,
            "How often providers are tried again when all have failed in a way that may pass.");
    public static final Key<List<Located<String>>> FALLBACKS = Key.list(
            "fallbacks",
            new ListType<>(Types.name(64), 0, 10),
            "Models of the same type that serve a call, in this order, when no provider of this one can, or when the"
                    + " prompt is too long for it. Each at its own price.");
    public static final Key<List<Located<Section>>> PROVIDERS = Key.required(
            "providers", new ListType<>(ProviderKeys.SHAPE, 1, 100), "The servers that the model is served by.");

    static final Shape SHAPE = Shape.of(
                    "a mapping with keys such as name, type and providers",
                    NAME,
                    TYPE,
                    ALIASES,
                    DESCRIPTION,
                    LICENCE,
                    OWNED_BY,
                    CREATED_AT,
                    CONTEXT_WINDOW,
                    MAX_OUTPUT_TOKENS,
                    INPUT_MODALITIES,
                    OUTPUT_MODALITIES,
                    REGION,
                    PIXELS_PER_TOKEN,
                    LOAD_BALANCING_STRATEGY,
                    COST_PROMPT_TOKENS,
                    COST_COMPLETION_TOKENS,
                    PRICES,
                    LIFECYCLE,
                    RETRIES,
                    FALLBACKS,
                    PROVIDERS)
            .ignoring(OpenGateLlmKeys.OF_MODELS);

    private ModelKeys() {}

    private static ListType<String> modalities() {
        return new ListType<>(Types.choice(List.of("text", "image", "audio", "video", "file", "embedding")), 0, 6);
    }

    /** The keys of {@code prices}: units of the currency per 1,000,000 tokens. */
    public static final class Prices {
        private static final String AS_INPUT = " Left out: as input.";

        public static final Key<BigDecimal> INPUT = Key.optional(
                "input",
                Types.price(),
                "Prompt tokens that no other price covers. Left out: they have no price. 0 is a price.");
        public static final Key<BigDecimal> CACHED_INPUT = Key.optional(
                "cached_input", Types.price(), "Prompt tokens that the provider read from its cache." + AS_INPUT);
        public static final Key<BigDecimal> CACHE_WRITE = Key.optional(
                "cache_write", Types.price(), "Prompt tokens that the provider wrote into its cache." + AS_INPUT);
        public static final Key<BigDecimal> AUDIO_INPUT =
                Key.optional("audio_input", Types.price(), "Prompt tokens that stand for sound." + AS_INPUT);
        public static final Key<BigDecimal> OUTPUT = Key.optional(
                "output",
                Types.price(),
                "Generated tokens, reasoning included. Left out: they have no price. 0 is a price.");

        public static final Key<BigDecimal> AUDIO_MINUTE =
                Key.optional("audio_minute", Types.price(), "A minute of sound that is transcribed.");
        public static final Key<BigDecimal> IMAGE = Key.optional("image", Types.price(), "An image that is made.");
        public static final Key<BigDecimal> DOCUMENT =
                Key.optional("document", Types.price(), "A document that is searched.");
        private static final Shape TOKENS = Shape.of(
                "a mapping with keys such as input and output", INPUT, CACHED_INPUT, CACHE_WRITE, AUDIO_INPUT, OUTPUT);
        public static final Key<Section> BATCH =
                Key.optional("batch", TOKENS, "The same of calls in batches. Left out: they have no price.");

        static final Shape SHAPE = Shape.of(
                "a mapping with keys such as input and output",
                INPUT,
                CACHED_INPUT,
                CACHE_WRITE,
                AUDIO_INPUT,
                OUTPUT,
                AUDIO_MINUTE,
                IMAGE,
                DOCUMENT,
                BATCH);

        private Prices() {}
    }

    /** The keys of {@code lifecycle}. */
    public static final class Lifecycle {
        public static final Key<Instant> PREVIEW_UNTIL =
                Key.optional("preview_until", Types.moment(), "Before this moment the model is a preview.");
        public static final Key<Instant> DEPRECATED_AT =
                Key.optional("deprecated_at", Types.moment(), "From this moment on callers are told to move on.");
        public static final Key<Instant> END_OF_LIFE_AT =
                Key.optional("end_of_life_at", Types.moment(), "From this moment on the model no longer serves.");
        public static final Key<String> SUCCESSOR = Key.optional(
                "successor",
                Types.name(64),
                "The model that serves the calls after the end, at its own price. Left out: they fail with a sentence.");

        static final Shape SHAPE = Shape.of(
                "a mapping with keys such as end_of_life_at", PREVIEW_UNTIL, DEPRECATED_AT, END_OF_LIFE_AT, SUCCESSOR);

        private Lifecycle() {}
    }

    /** The keys of {@code retries}. */
    public static final class Retries {
        private static final Duration BACKOFF_MIN = Duration.ofMillis(1);
        private static final Duration BACKOFF_MAX_MAX = Duration.ofMinutes(1);

        public static final Key<Integer> ROUNDS = Key.withDefault(
                "rounds",
                Types.whole(0, 10),
                "1",
                "How often after the first time. Tried again is who could not be reached, broke off before it answered, or"
                        + " said 429 or 500 and above; not who was too slow.");
        public static final Key<Duration> BACKOFF = Key.withDefault(
                "backoff",
                Types.duration(BACKOFF_MIN, BACKOFF_MAX_MAX),
                "100ms",
                "The pause before, up to half of it less by chance; it doubles each time.");
        public static final Key<Duration> BACKOFF_MAX = Key.withDefault(
                "backoff_max",
                Types.duration(BACKOFF_MIN, BACKOFF_MAX_MAX),
                "2s",
                "The longest pause. A provider that asks for a longer one with Retry-After is not tried again.");

        static final Shape SHAPE = Shape.of("a mapping with keys such as rounds", ROUNDS, BACKOFF, BACKOFF_MAX);

        private Retries() {}
    }
}
