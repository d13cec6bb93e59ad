package io.grammage.gateway.api;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of a request: a JSON object whose members are texts and numbers. Each refusal names the member, its value and what is
 * expected instead. Immutable.
 */
final class JsonBody {
    private static final int SHOWN_MAX = 100;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // A price keeps its digits: no number passes through a float.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    /**
     * Reads a body.
     *
     * @throws GatewayException {@link ErrorCode#MALFORMED_JSON} when it is no JSON, {@link ErrorCode#INVALID_REQUEST} when it is no
     *     object or has members that the route does not know
     */
    static JsonBody parse(Buffer content, List<String> known) {
        JsonNode object;
        try {
            object = MAPPER.readTree(content.getBytes());
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            throw new GatewayException(
                    ErrorCode.MALFORMED_JSON,
                    "The body is not JSON"
                            + (place == null
                                    ? ""
                                    : ", from line " + place.getLineNr() + ", column " + place.getColumnNr())
                            + ".",
                    e);
        }
        if (!object.isObject()) {
            throw new GatewayException(ErrorCode.INVALID_REQUEST, "The body is not a JSON object.");
        }
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw invalid(name, "not a member of this request", "one of " + String.join(", ", known));
            }
        }
        return new JsonBody(object);
    }

    /**
     * The value of a member as something else, or null when it is absent or null.
     *
     * @param reader takes the text, or the number as it was written, and throws an {@link IllegalArgumentException} where it does not fit
     * @param expected what is expected instead then
     * @throws GatewayException {@link ErrorCode#INVALID_REQUEST} when it throws
     */
    <T> @Nullable T find(String name, Function<String, T> reader, String expected) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString() && !value.isNumber()) {
            throw invalid(name, value.toString(), expected);
        }
        String text = value.asString();
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw invalid(name, text, expected);
        }
    }

    /**
     * The value of a member that has to be there.
     *
     * @throws GatewayException {@link ErrorCode#INVALID_REQUEST} when it is not, or does not fit
     */
    <T> T required(String name, Function<String, T> reader, String expected) {
        T value = find(name, reader, expected);
        if (value == null) {
            throw invalid(name, "absent", expected);
        }
        return value;
    }

    /** A refusal of a member's value. */
    static GatewayException invalid(String name, String value, String expected) {
        String shown = value.length() <= SHOWN_MAX ? value : value.substring(0, SHOWN_MAX) + "...";
        return new GatewayException(
                        ErrorCode.INVALID_REQUEST, "Member '" + name + "': " + shown + " (expected: " + expected + ").")
                .about(name);
    }
}
