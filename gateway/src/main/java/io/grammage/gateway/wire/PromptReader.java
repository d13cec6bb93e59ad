package io.grammage.gateway.wire;

import static io.grammage.gateway.kernel.ErrorCode.INVALID_REQUEST;

import io.grammage.gateway.kernel.GatewayException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Counts messages, inputs and parts of a prompt, with the parser that stands on its value. */
final class PromptReader {
    private final byte[] body;
    private final int length;
    private final JsonParser parser;

    private int messages;
    private int inputs = 1;
    private boolean media;
    private @Nullable Span span;

    PromptReader(byte[] body, int length, JsonParser parser) {
        this.body = body;
        this.length = length;
        this.parser = parser;
    }

    PromptShape shape() {
        return new PromptShape(messages, inputs, media, span == null ? new Span(0, 0) : span);
    }

    void readMessages(JsonToken token) {
        int start = tokenStart();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (token != JsonToken.START_ARRAY) {
            throw wrongType("messages", "an array", start);
        }
        for (JsonToken element = parser.nextToken(); element != JsonToken.END_ARRAY; element = parser.nextToken()) {
            messages++;
            if (element == JsonToken.START_OBJECT) {
                readMessage();
            } else {
                parser.skipChildren();
            }
        }
        span = new Span(start, tokenEnd());
    }

    private void readMessage() {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "content" -> readContent(token);
                // An assistant's message may refer to sound that it said before.
                case "audio" -> {
                    media |= token != JsonToken.VALUE_NULL;
                    parser.skipChildren();
                }
                default -> parser.skipChildren();
            }
        }
    }

    private void readContent(JsonToken token) {
        if (token == JsonToken.START_OBJECT) {
            readPart();
        } else if (token == JsonToken.START_ARRAY) {
            for (JsonToken element = parser.nextToken(); element != JsonToken.END_ARRAY; element = parser.nextToken()) {
                if (element == JsonToken.START_OBJECT) {
                    readPart();
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    /** A part is media unless it says that it is text: kinds that come into use later count as media too. */
    private void readPart() {
        boolean text = false;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            if (name.equals("type")) {
                text = token == JsonToken.VALUE_STRING && isText(parser.getString());
                media |= !text;
            }
            parser.skipChildren();
        }
        media |= !text;
    }

    private static boolean isText(String type) {
        return switch (type) {
            case "text", "input_text", "output_text", "refusal", "thinking", "reasoning" -> true;
            default -> false;
        };
    }

    void readInputs(JsonToken token, String name) {
        int start = tokenStart();
        switch (token) {
            case VALUE_NULL -> {}
            case VALUE_STRING -> span = new Span(start, Math.max(start, JsonBytes.skipString(body, start, length)));
            case START_ARRAY -> {
                inputs = Math.max(1, countElements());
                span = new Span(start, tokenEnd());
            }
            default -> throw wrongType(name, "a string or an array", start);
        }
    }

    /** Token numbers are one input together, whatever their number; any other element is one by itself. */
    private int countElements() {
        int count = 0;
        boolean tokens = false;
        for (JsonToken element = parser.nextToken(); element != JsonToken.END_ARRAY; element = parser.nextToken()) {
            if (element == JsonToken.VALUE_NUMBER_INT) {
                tokens = true;
            } else {
                count++;
                media |= element == JsonToken.START_OBJECT;
                parser.skipChildren();
            }
        }
        return tokens ? count + 1 : count;
    }

    static GatewayException wrongType(String name, String expected, int offset) {
        return new GatewayException(
                        INVALID_REQUEST,
                        "The field " + name + " has the wrong type at byte " + offset + " (expected: " + expected
                                + ").")
                .about(name.startsWith("stream_options") ? "stream_options" : name);
    }

    private int tokenStart() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private int tokenEnd() {
        return (int) parser.currentLocation().getByteOffset();
    }
}
