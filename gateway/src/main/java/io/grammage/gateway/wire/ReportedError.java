package io.grammage.gateway.wire;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a provider says when it rejects a request: {@code {"error":{"message":..,"code":..}}}, or the same members at the
 * top, as older vLLM writes them.
 *
 * @param message empty when there is none
 * @param code null when there is none, or it is no string
 */
public record ReportedError(String message, @Nullable String code) {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Reads a body; empty when it is no JSON object. */
    public static Optional<ReportedError> read(byte[] body) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? Optional.of(object(parser)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static ReportedError object(JsonParser parser) {
        String message = "";
        String code = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            if (name.equals("error") && token == JsonToken.START_OBJECT) {
                return object(parser);
            }
            if (name.equals("message") && token == JsonToken.VALUE_STRING) {
                message = parser.getString();
            } else if (name.equals("code") && token == JsonToken.VALUE_STRING) {
                code = parser.getString();
            } else {
                parser.skipChildren();
            }
        }
        return new ReportedError(message, code);
    }
}
