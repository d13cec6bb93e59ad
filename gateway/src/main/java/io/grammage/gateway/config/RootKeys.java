package io.grammage.gateway.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The keys at the top of the file, and with them all there are. */
public final class RootKeys {
    public static final Key<List<Located<Section>>> MODELS = Key.list(
            "models", new ListType<>(ModelKeys.SHAPE, 0, 1_000), "The models that are offered, with their providers.");
    public static final Key<Section> SERVER = Key.optional("server", ServerKeys.SHAPE, "Where callers connect.");
    public static final Key<Path> DATA = Key.withDefault(
                    "data", Types.path(), "data", "Directory of the journal, the open calls and the store.")
            .readAtStart();
    public static final Key<String> NODE = Key.optional(
                    "node", Types.name(64), "Name of this process in usage records. Left out: the name of the machine.")
            .readAtStart();
    public static final Key<Section> LEDGER =
            Key.optional("ledger", LedgerKeys.SHAPE, "How usage records become durable.");
    public static final Key<Section> BILLING =
            Key.optional("billing", BillingKeys.SHAPE, "How consumption becomes bills.");
    public static final Key<Section> FOOTPRINT =
            Key.optional("footprint", Footprint.SHAPE, "How energy and emissions are estimated.");
    public static final Key<List<Located<Section>>> ELECTRICITY_MIXES = Key.list(
            "electricity_mixes",
            new ListType<>(ElectricityMixes.SHAPE, 0, 1_000),
            "Zones beyond those that the footprint method knows, or other figures for zones that it knows.");
    public static final Key<Section> SIMULATOR =
            Key.optional("simulator", Simulator.SHAPE, "The pace of the built-in upstream that simulates answers.");
    public static final Key<String> USAGE_IN_STREAMS = Key.withDefault(
                    "usage_in_streams",
                    Types.choice(List.of("requested", "always")),
                    "requested",
                    "Whether a stream ends with a usage event if stream_options.include_usage asks for it, or always, as"
                            + " OpenGateLLM's do.")
            .readAtStart();
    public static final Key<String> ON_CLIENT_DISCONNECT = Key.withDefault(
                    "on_client_disconnect",
                    Types.choice(List.of("cancel", "drain")),
                    "cancel",
                    "When a caller leaves before the end of an answer: end it at the provider too and estimate what was"
                            + " generated, or let it come to its end for the sake of exact counts.")
            .readAtStart();
    public static final Key<String> USAGE_TOKENIZER = Key.withDefault(
                    "usage_tokenizer",
                    Types.choice(List.of("o200k_base", "cl100k_base", "p50k_base", "p50k_edit", "r50k_base")),
                    "o200k_base",
                    "Counts the tokens of an answer whose provider reports none; such counts are marked as estimated.")
            .readAtStart();
    public static final Key<Section> LOG = Key.optional("log", Log.SHAPE, "What the gateway writes to its output.");

    /** The whole file. */
    public static final Shape SHAPE = Shape.of(
            "a mapping with keys such as models and server",
            MODELS,
            SERVER,
            DATA,
            NODE,
            LEDGER,
            BILLING,
            FOOTPRINT,
            ELECTRICITY_MIXES,
            SIMULATOR,
            USAGE_IN_STREAMS,
            ON_CLIENT_DISCONNECT,
            USAGE_TOKENIZER,
            LOG,
            OpenGateLlmKeys.DEPENDENCIES,
            OpenGateLlmKeys.SETTINGS);

    private RootKeys() {}

    /** The keys of {@code footprint}. */
    public static final class Footprint {
        public static final Key<String> METHOD = Key.withDefault(
                "method",
                Types.choice(List.of("ecologits-0.9", "ecologits-0.8")),
                "ecologits-0.9",
                "The published method by which calls are weighed.");
        public static final Key<String> CARBON_WHEN_NOT_ESTIMATED = Key.withDefault(
                        "carbon_when_not_estimated",
                        Types.choice(List.of("zero", "null")).takingNull(),
                        "zero",
                        "What usage.carbon and usage.impacts hold where nothing was estimated: zeros, as OpenGateLLM's clients"
                                + " expect, or null.")
                .readAtStart();

        static final Shape SHAPE = Shape.of("a mapping with the key method", METHOD, CARBON_WHEN_NOT_ESTIMATED);

        private Footprint() {}
    }

    /** The keys of an entry of {@code electricity_mixes}. */
    public static final class ElectricityMixes {
        public static final Key<String> ZONE =
                Key.required("zone", Types.name(32), "Name of the zone, as providers refer to it.");
        public static final Key<BigDecimal> GWP =
                Key.required("gwp", Types.decimal("0", "10", 15), "Global warming potential in kgCO2eq per kWh.");
        public static final Key<BigDecimal> ADPE = Key.required(
                "adpe", Types.decimal("0", "0.001", 30), "Depletion of mineral resources in kgSbeq per kWh.");
        public static final Key<BigDecimal> PE =
                Key.required("pe", Types.decimal("0", "1000", 15), "Primary energy in MJ per kWh.");
        public static final Key<BigDecimal> WUE = Key.optional(
                "wue",
                Types.decimal("0", "100", 15),
                "Water consumed in generating a kWh, in litres. Left out: unknown, and water is not estimated.");
        public static final Key<String> SOURCE =
                Key.required("source", Types.text(500), "Where the figures come from, as a phrase for reports.");

        static final Shape SHAPE =
                Shape.of("a mapping with zone, gwp, adpe, pe and source", ZONE, GWP, ADPE, PE, WUE, SOURCE);

        private ElectricityMixes() {}
    }

    /** The keys of {@code simulator}. */
    public static final class Simulator {
        public static final Key<Duration> TIME_TO_FIRST_TOKEN = Key.withDefault(
                        "time_to_first_token",
                        Types.duration(Duration.ZERO, Duration.ofMinutes(10)),
                        "0s",
                        "How long an answer takes to begin.")
                .readAtStart();
        public static final Key<BigDecimal> TOKENS_PER_SECOND = Key.withDefault(
                        "tokens_per_second",
                        Types.decimal("0", "1000000", 6),
                        "0",
                        "How fast an answer is generated; 0: at once.")
                .readAtStart();

        static final Shape SHAPE = Shape.of(
                "a mapping with time_to_first_token and tokens_per_second", TIME_TO_FIRST_TOKEN, TOKENS_PER_SECOND);

        private Simulator() {}
    }

    /** The keys of {@code log}. */
    public static final class Log {
        public static final Key<String> LEVEL = Key.withDefault(
                        "level",
                        Types.choice(List.of("trace", "debug", "info", "warn", "error")),
                        "info",
                        "The least level that is written.")
                .readAtStart();
        public static final Key<String> FORMAT = Key.withDefault(
                        "format",
                        Types.choice(List.of("text", "json")),
                        "text",
                        "Form of the log: lines for people, or an object a line for machines. The access log, a line for each request on the same output, is always JSON.")
                .readAtStart();

        static final Shape SHAPE = Shape.of("a mapping with level and format", LEVEL, FORMAT);

        private Log() {}
    }
}
