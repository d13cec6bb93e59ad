package io.grammage.gateway.simulator;

import io.grammage.gateway.simulator.KnobType.AttemptList;
import io.grammage.gateway.simulator.KnobType.Decimal;
import io.grammage.gateway.simulator.KnobType.FreeText;
import io.grammage.gateway.simulator.KnobType.HeaderLine;
import io.grammage.gateway.simulator.KnobType.OneOf;
import io.grammage.gateway.simulator.KnobType.StatusLine;
import io.grammage.gateway.simulator.KnobType.Switch;
import io.grammage.gateway.simulator.KnobType.WholeNumber;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a request can make the simulator do. A knob is turned by the request header {@code x-simulator-<name>},
 * or by the member {@code <name>} of a top-level object {@code "simulator"} in the request body, or for every request
 * by {@link SimulatorOptions#knobs()}; the header wins over the body, the body over the options.
 *
 * <p>An unknown name or a value out of range is refused with status 400 and a sentence. "Event" means a data event of
 * a stream, {@code [DONE]} included, counted from 1; comments are not events.
 */
public enum Knob {
    TTFT_MS("ttft-ms", new WholeNumber(0, 600_000), "milliseconds until the first token, or until the error"),
    TOKENS_PER_SECOND(
            "tokens-per-second",
            new Decimal(0, 1_000_000),
            "speed of each choice, on a fixed schedule; 0: as fast as the client reads"),
    EARLY_HEAD("early-head", new Switch(), "status line and headers leave at once, before the first token"),
    EVENTS_PER_WRITE(
            "events-per-write",
            new WholeNumber(1, 10_000),
            "events written together; without it, all that are due, up to 16 KiB"),
    SLOW_BYTES("slow-bytes", new WholeNumber(1, 1_000_000), "sends so many bytes of the body every 10 ms"),

    PROMPT_TOKENS("prompt-tokens", new WholeNumber(0, 1_000_000_000), "prompt tokens to report instead of the count"),
    CACHED_TOKENS("cached-tokens", new WholeNumber(0, 1_000_000_000), "prompt tokens reported as read from a cache"),
    AUDIO_TOKENS("audio-tokens", new WholeNumber(0, 1_000_000_000), "prompt tokens reported as audio"),
    OUTPUT_TOKENS("output-tokens", new WholeNumber(0, 100_000), "words of each choice, before the request's maximum"),
    REASONING_TOKENS("reasoning-tokens", new WholeNumber(0, 100_000), "words of reasoning before the answer"),
    IGNORE_MAXIMUM("ignore-maximum", new Switch(), "generates past max_tokens and max_completion_tokens"),
    TEXT("text", new FreeText(1_000_000), "the words to answer with, instead of generated ones"),
    REFUSAL("refusal", new Switch(), "the words come as a refusal instead of content (chat)"),
    VENDOR_FIELDS("vendor-fields", new Switch(), "adds members that the OpenAI format does not have"),
    ANSWER_BYTES(
            "answer-bytes",
            new WholeNumber(1, 16 << 20),
            "pads a plain answer to so many bytes with a member \"padding\"; in a stream, pads the first event by as many"),

    STATUS("status", new StatusLine(), "answers with this error instead"),
    STREAM_OPTIONS("stream-options", new OneOf<>(StreamOptions.class), "refuses a request that has stream_options"),
    USAGE(
            "usage",
            new OneOf<>(UsageReport.class),
            "how usage is reported; in a stream, whether or not it was asked for. Without the knob a stream that was"
                    + " asked reports with-nulls, another one nothing"),
    ERROR_EVENT("error-event", new WholeNumber(1, 1_000_000, "first"), "event k is an error, and the stream ends"),
    MALFORMED_EVENT("malformed-event", new WholeNumber(1, 1_000_000), "event k is cut in the middle of its JSON"),
    MALFORMED_BODY("malformed-body", new Switch(), "a plain answer is cut in the middle of its JSON, under a 200"),
    CUT_AFTER_EVENTS("cut-after-events", new WholeNumber(0, 1_000_000), "the connection ends after k events"),
    CUT_AFTER_BYTES("cut-after-bytes", new WholeNumber(0, 1 << 30), "the connection ends after k bytes of the body"),
    CUT_HOW("cut-how", new OneOf<>(CutHow.class), "how a cut ends the connection: FIN (without the knob) or RST"),
    HANG("hang", new OneOf<>(Hang.class), "sends nothing, or only the head, and keeps the connection open"),
    HANG_AFTER_EVENTS("hang-after-events", new WholeNumber(0, 1_000_000), "sends nothing more after k events"),

    OMIT_DONE("omit-done", new Switch(), "a stream ends without [DONE]"),
    DATA_AFTER_DONE("data-after-done", new Switch(), "one more event follows [DONE]"),
    LINE_ENDING("line-ending", new OneOf<>(LineEnding.class), "line ending of a stream; without the knob lf"),
    KEEP_ALIVE_COMMENTS("keep-alive-comments", new Switch(), "a comment line precedes each event"),
    BYTE_ORDER_MARK("byte-order-mark", new Switch(), "a stream begins with a byte order mark"),
    TIGHT_DATA("tight-data", new Switch(), "no space after \"data:\""),
    MULTI_LINE_DATA("multi-line-data", new Switch(), "the JSON of each event is spread over two data lines"),

    GZIP("gzip", new Switch(), "the answer comes with Content-Encoding: gzip, asked for or not"),
    CHUNKED("chunked", new Switch(), "a plain answer comes without Content-Length"),
    CONTENT_TYPE("content-type", new FreeText(200), "Content-Type of the answer"),
    ANSWER_HEADER("answer-header", new HeaderLine(), "one more header of the answer"),
    ATTEMPTS(
            "attempts",
            new AttemptList(),
            "the other knobs of the same source count only if x-grammage-attempt is one of these (absent: 1)");

    /** What the header names begin with. */
    public static final String HEADER_PREFIX = "x-simulator-";

    /** Name of the top-level member of a request body that holds knobs. */
    public static final String BODY_MEMBER = "simulator";

    private static final Map<String, Knob> BY_NAME = byName();

    private final String label;
    // Records of numbers and texts, which the checker does not look into.
    @SuppressWarnings("ImmutableEnumChecker")
    private final KnobType type;

    private final String meaning;

    Knob(String label, KnobType type, String meaning) {
        this.label = label;
        this.type = type;
        this.meaning = meaning;
    }

    /** The name as members of a body and options spell it, for example {@code ttft-ms}. */
    public String label() {
        return label;
    }

    /** The name of the request header, in lower case. */
    public String header() {
        return HEADER_PREFIX + label;
    }

    /** What values it takes, for example {@code 0..600000}. */
    public String syntax() {
        return type.syntax();
    }

    /** What it does, as a phrase without a full stop. */
    public String meaning() {
        return meaning;
    }

    KnobType type() {
        return type;
    }

    /** The knob of that name, if there is one. Names are compared without regard to case. */
    public static Optional<Knob> fromLabel(String label) {
        return Optional.ofNullable(BY_NAME.get(label.toLowerCase(Locale.ROOT)));
    }

    /** The table of all knobs as text, one or two lines each, for {@code grammage simulate --help}. */
    public static String help() {
        StringBuilder text = new StringBuilder(4096);
        for (Knob knob : values()) {
            text.append(String.format(Locale.ROOT, "  %-20s %s%n", knob.label, knob.syntax()));
            text.append(String.format(Locale.ROOT, "  %-20s   %s%n", "", knob.meaning));
        }
        return text.toString();
    }

    private static Map<String, Knob> byName() {
        Map<String, Knob> knobs = new LinkedHashMap<>();
        for (Knob knob : values()) {
            knobs.put(knob.label, knob);
        }
        return knobs;
    }

    /** What is done with {@code stream_options}. */
    enum StreamOptions {
        ACCEPT,
        REFUSE
    }

    /** How the usage of an answer is reported. */
    enum UsageReport {
        /** In an event of its own before {@code [DONE]}; the others carry {@code "usage":null}, as OpenAI's do. */
        WITH_NULLS,
        /** In an event of its own before {@code [DONE]}; the others do not mention it, as vLLM's. */
        SEPARATE,
        /** In the last event that has a choice, as Mistral's. */
        LAST,
        /** In every event, counting what was sent so far. */
        CUMULATIVE,
        /** An explicit zero, in an event of its own. */
        ZERO,
        /** Never, even if it was asked for. */
        MISSING
    }

    /** How a cut ends the connection. */
    enum CutHow {
        CLOSE,
        RESET
    }

    /** Where an answer stops without an end. */
    enum Hang {
        HEADERS,
        BODY
    }

    /** How the lines of a stream end. */
    enum LineEnding {
        LF("\n"),
        CRLF("\r\n"),
        CR("\r");

        private final String characters;

        LineEnding(String characters) {
            this.characters = characters;
        }

        String characters() {
            return characters;
        }
    }
}
