package io.grammage.gateway.simulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Log probabilities of tokens: made up, and the same for the same token and place. Pure functions. */
final class Logprobs {
    private Logprobs() {}

    /** Writes the member {@code logprobs} of a chat choice or of an event with these tokens. */
    static void writeChat(JsonGenerator json, List<String> tokens, int alternatives, boolean refusal) {
        json.writeObjectPropertyStart("logprobs");
        json.writeNullProperty(refusal ? "content" : "refusal");
        json.writeArrayPropertyStart(refusal ? "refusal" : "content");
        for (String token : tokens) {
            json.writeStartObject();
            writeToken(json, token, of(token, 0));
            json.writeArrayPropertyStart("top_logprobs");
            for (int i = 0; i < alternatives; i++) {
                json.writeStartObject();
                writeToken(json, i == 0 ? token : token + i, of(token, i));
                json.writeEndObject();
            }
            json.writeEndArray().writeEndObject();
        }
        json.writeEndArray().writeEndObject();
    }

    /** Writes the member {@code logprobs} of a completion choice or of an event, whose text begins at the offset. */
    static void writeCompletion(JsonGenerator json, List<String> tokens, int alternatives, int offset) {
        json.writeObjectPropertyStart("logprobs");
        json.writeArrayPropertyStart("tokens");
        tokens.forEach(json::writeString);
        json.writeEndArray().writeArrayPropertyStart("token_logprobs");
        tokens.forEach(token -> json.writeNumber(of(token, 0)));
        json.writeEndArray().writeArrayPropertyStart("top_logprobs");
        for (String token : tokens) {
            json.writeStartObject();
            for (int i = 0; i < alternatives; i++) {
                json.writeNumberProperty(i == 0 ? token : token + i, of(token, i));
            }
            json.writeEndObject();
        }
        json.writeEndArray().writeArrayPropertyStart("text_offset");
        int at = offset;
        for (String token : tokens) {
            json.writeNumber(at);
            at += token.length();
        }
        json.writeEndArray().writeEndObject();
    }

    private static void writeToken(JsonGenerator json, String token, double logprob) {
        json.writeStringProperty("token", token);
        json.writeNumberProperty("logprob", logprob);
        json.writeArrayPropertyStart("bytes");
        for (byte octet : token.getBytes(StandardCharsets.UTF_8)) {
            json.writeNumber(octet & 0xff);
        }
        json.writeEndArray();
    }

    private static double of(String token, int rank) {
        return -0.125 * (1 + Scramble.below(Scramble.mix(6, token), 4) + 4 * rank);
    }
}
