package io.grammage.gateway.wire;

import static io.grammage.gateway.kernel.ErrorCode.DUPLICATE_KEY;
import static io.grammage.gateway.kernel.ErrorCode.INVALID_REQUEST;
import static io.grammage.gateway.kernel.ErrorCode.MALFORMED_JSON;
import static io.grammage.gateway.kernel.ErrorCode.MISSING_MODEL;

import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.wire.BodyLayout.UsageAsking;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Reads the {@link Envelope} of a request in one pass over the raw body.
 *
 * <p>Refused are bodies that are not one JSON object in UTF-8, and those that two readers could understand differently
 * where it matters for permission or price: a watched field twice, in another case, or of another type. Names with
 * escapes count as what they mean. Fields that are not watched may hold anything.
 *
 * <p>No message holds text of the body. Stateless between calls; thread-safe.
 */
public final class EnvelopeReader {
    private static final int DEPTH_MAX = 512;
    private static final int NUMBER_LENGTH_MAX = 1_000;
    private static final int NAME_LENGTH_MAX = 50_000;

    private static final char LINE_SEPARATOR = 0x2028;
    private static final char PARAGRAPH_SEPARATOR = 0x2029;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final byte[] body;
    private final int length;
    private final Endpoint endpoint;
    private final JsonParser parser;

    private final Set<WatchedField> seen = EnumSet.noneOf(WatchedField.class);
    private @Nullable String model;
    private Span modelSpan = new Span(0, 0);
    private boolean stream;
    private @Nullable Span streamOptions;
    private UsageAsking usageAsking = UsageAsking.MEMBER_AT_END;
    private Span usageAskingSpan = new Span(0, 0);
    private long n = OutputBounds.ABSENT;
    private long bestOf = OutputBounds.ABSENT;
    private long maxTokens = OutputBounds.ABSENT;
    private long maxCompletionTokens = OutputBounds.ABSENT;
    private final PromptReader prompt;

    private EnvelopeReader(byte[] body, int length, Endpoint endpoint, JsonParser parser) {
        this.body = body;
        this.length = length;
        this.endpoint = endpoint;
        this.parser = parser;
        this.prompt = new PromptReader(body, length, parser);
    }

    /**
     * Reads the first {@code length} bytes of the array.
     *
     * @throws GatewayException with {@code MALFORMED_JSON}, {@code DUPLICATE_KEY}, {@code INVALID_REQUEST} or
     *     {@code MISSING_MODEL}: why the body is refused, and at which byte
     */
    public static Envelope read(byte[] body, int length, Endpoint endpoint) {
        Objects.checkFromToIndex(0, length, body.length);
        checkEncoding(body, length);
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body, 0, length)) {
            try {
                return new EnvelopeReader(body, length, endpoint, parser).read();
            } catch (StreamConstraintsException e) {
                throw tooMuch(offsetOf(e, parser));
            } catch (JacksonException e) {
                throw malformed(offsetOf(e, parser), length);
            }
        }
    }

    /** The parser would guess UTF-16 and UTF-32 from zero bytes and skip a byte order mark: both are refused before. */
    private static void checkEncoding(byte[] body, int length) {
        int start = JsonBytes.skipSpace(body, 0, length);
        if (start == length) {
            throw new GatewayException(MALFORMED_JSON, "The body is empty (expected: a JSON object).");
        }
        if (body[0] == (byte) 0xEF && length >= 3 && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF) {
            throw new GatewayException(
                    MALFORMED_JSON, "The body begins with a byte order mark (expected: JSON in UTF-8 without one).");
        }
        for (int i = 0; i < Math.min(4, length); i++) {
            if (body[i] == 0) {
                throw malformed(i, length);
            }
        }
        int invalid = Utf8.firstInvalid(body, 0, length);
        if (invalid >= 0) {
            throw new GatewayException(MALFORMED_JSON, "The body is not UTF-8 at byte " + invalid + ".");
        }
    }

    private Envelope read() {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new GatewayException(
                    INVALID_REQUEST, "The body is not a JSON object (expected: an object with a field model).");
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            readMember(name);
        }
        int closingBrace = (int) parser.currentLocation().getByteOffset() - 1;
        if (parser.nextToken() != null) {
            throw new GatewayException(
                    MALFORMED_JSON, "The body goes on after its JSON object at byte " + tokenStart() + ".");
        }
        if (model == null) {
            throw new GatewayException(MISSING_MODEL, "The field model is missing (expected: the name of a model).")
                    .about("model");
        }
        if (usageAsking == UsageAsking.MEMBER_AT_END) {
            usageAskingSpan = new Span(closingBrace, closingBrace);
        }
        return new Envelope(
                endpoint,
                model,
                stream,
                usageAsking == UsageAsking.ASKED,
                new OutputBounds(n, bestOf, maxTokens, maxCompletionTokens),
                prompt.shape(),
                new BodyLayout(length, modelSpan, streamOptions, usageAsking, usageAskingSpan));
    }

    private void readMember(String name) {
        int start = tokenStart();
        WatchedField field = WatchedField.of(name);
        if (field == null) {
            checkCase(name, start);
            parser.nextToken();
            parser.skipChildren();
            return;
        }
        if (!seen.add(field)) {
            throw new GatewayException(
                            DUPLICATE_KEY,
                            "The field " + field.wireName() + " occurs twice, the second time at byte " + start
                                    + " (expected: once).")
                    .about(field.wireName());
        }
        JsonToken token = parser.nextToken();
        switch (field) {
            case MODEL -> readModel(token);
            case STREAM -> stream = readFlag(token, field.wireName());
            case STREAM_OPTIONS -> readStreamOptions(token, start);
            case N -> n = readNumber(token, field, 1, OutputBounds.CHOICES_MAX);
            case BEST_OF -> bestOf = readNumber(token, field, 0, OutputBounds.CHOICES_MAX);
            case MAX_TOKENS -> maxTokens = readNumber(token, field, 0, OutputBounds.TOKENS_MAX);
            case MAX_COMPLETION_TOKENS -> maxCompletionTokens = readNumber(token, field, 0, OutputBounds.TOKENS_MAX);
            case MESSAGES -> prompt.readMessages(token);
            case INPUT, PROMPT -> readInputs(token, field);
        }
    }

    /** Some servers match names without regard to case: to them {@code "Model"} would be a second model. */
    private static void checkCase(String name, int offset) {
        WatchedField meant = WatchedField.ignoringCase(name);
        if (meant != null) {
            throw new GatewayException(
                            INVALID_REQUEST,
                            "The field at byte " + offset + " differs from " + meant.wireName()
                                    + " only in case (expected: " + meant.wireName() + ").")
                    .about(meant.wireName());
        }
    }

    private void readModel(JsonToken token) {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (token != JsonToken.VALUE_STRING) {
            throw wrongType("model", "a string");
        }
        int start = tokenStart();
        int end = JsonBytes.skipString(body, start, length);
        // A character takes at most the six bytes of an escape: longer names are refused without decoding them.
        if (end - start - 2 > 6 * Envelope.MODEL_LENGTH_MAX) {
            throw modelTooLong(start);
        }
        String name = parser.getString();
        if (name.length() > Envelope.MODEL_LENGTH_MAX) {
            throw modelTooLong(start);
        }
        if (name.isBlank()) {
            throw new GatewayException(
                            MISSING_MODEL, "The field model is blank at byte " + start + " (expected: a name).")
                    .about("model");
        }
        if (!isPrintable(name)) {
            throw new GatewayException(
                            INVALID_REQUEST,
                            "The field model holds a control character or half a surrogate pair at byte " + start
                                    + " (expected: printable characters).")
                    .about("model");
        }
        model = name;
        modelSpan = new Span(start, end);
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
            if (Character.isISOControl(c)
                    || c == LINE_SEPARATOR
                    || c == PARAGRAPH_SEPARATOR
                    || (Character.isSurrogate(c) && !pair)) {
                return false;
            }
            if (pair) {
                i++;
            }
        }
        return true;
    }

    private void readStreamOptions(JsonToken token, int memberStart) {
        int start = tokenStart();
        if (token == JsonToken.VALUE_NULL) {
            ask(UsageAsking.WHOLE_OPTIONS, start, start + 4);
        } else if (token == JsonToken.START_OBJECT) {
            readOptions(start + 1);
        } else {
            throw wrongType("stream_options", "an object");
        }
        streamOptions = new Span(memberStart, tokenEnd());
    }

    private void readOptions(int inside) {
        ask(UsageAsking.ONLY_OPTION, inside, inside);
        boolean found = false;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            int start = tokenStart();
            JsonToken token = parser.nextToken();
            if (name.equals("include_usage")) {
                if (found) {
                    throw new GatewayException(
                                    DUPLICATE_KEY,
                                    "The field stream_options.include_usage occurs twice, the second time at byte "
                                            + start + " (expected: once).")
                            .about("stream_options");
                }
                found = true;
                int value = tokenStart();
                boolean asked = readFlag(token, "stream_options.include_usage");
                ask(asked ? UsageAsking.ASKED : UsageAsking.VALUE, value, tokenEnd());
            } else {
                parser.skipChildren();
                if (!found) {
                    ask(UsageAsking.FIRST_OPTION, inside, inside);
                }
            }
        }
    }

    private void ask(UsageAsking how, int start, int end) {
        usageAsking = how;
        usageAskingSpan = new Span(start, end);
    }

    private void readInputs(JsonToken token, WatchedField field) {
        boolean ours = (endpoint == Endpoint.EMBEDDINGS && field == WatchedField.INPUT)
                || (endpoint == Endpoint.COMPLETIONS && field == WatchedField.PROMPT);
        if (ours) {
            prompt.readInputs(token, field.wireName());
        } else {
            parser.skipChildren();
        }
    }

    private boolean readFlag(JsonToken token, String name) {
        return switch (token) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE, VALUE_NULL -> false;
            default -> throw wrongType(name, "true or false");
        };
    }

    private long readNumber(JsonToken token, WatchedField field, long min, long max) {
        if (token == JsonToken.VALUE_NULL) {
            return OutputBounds.ABSENT;
        }
        if (token != JsonToken.VALUE_NUMBER_INT) {
            throw wrongType(field.wireName(), "a whole number");
        }
        long value = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? -1 : parser.getLongValue();
        if (value < min || value > max) {
            throw new GatewayException(
                            INVALID_REQUEST,
                            "The field " + field.wireName() + " is out of range at byte " + tokenStart()
                                    + " (expected: " + min + " to " + max + ").")
                    .about(field.wireName());
        }
        return value;
    }

    private GatewayException wrongType(String name, String expected) {
        return PromptReader.wrongType(name, expected, tokenStart());
    }

    private static GatewayException modelTooLong(int offset) {
        return new GatewayException(
                        INVALID_REQUEST,
                        "The field model is too long at byte " + offset + " (expected: at most "
                                + Envelope.MODEL_LENGTH_MAX + " characters).")
                .about("model");
    }

    private int tokenStart() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private int tokenEnd() {
        return (int) parser.currentLocation().getByteOffset();
    }

    private static int offsetOf(JacksonException e, JsonParser parser) {
        long offset = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
        return (int) (offset >= 0 ? offset : parser.currentLocation().getByteOffset());
    }

    /** The parser's own message is left out, and so is the exception: they quote the body, and messages get logged. */
    private static GatewayException malformed(int offset, int length) {
        return new GatewayException(
                MALFORMED_JSON,
                offset >= length
                        ? "The body is not valid JSON: it ends at byte " + length + " before its object does."
                        : "The body is not valid JSON at byte " + offset + ".");
    }

    private static GatewayException tooMuch(int offset) {
        return new GatewayException(
                INVALID_REQUEST,
                "The body exceeds a bound at byte " + offset + " (expected: at most " + DEPTH_MAX
                        + " levels, numbers of at most " + NUMBER_LENGTH_MAX + " digits, names of at most "
                        + NAME_LENGTH_MAX + " bytes).");
    }
}
