package io.grammage.gateway.simulator;

import io.grammage.gateway.simulator.StreamEvent.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the JSON of a stream's events.
 *
 * @param nulls whether an event without a usage says so
 */
record EventJson(Generation generation, boolean nulls) {
    /**
     * The event as JSON.
     *
     * @param usage what it reports, or null for nothing
     * @param padding bytes of padding that it carries
     */
    byte[] write(StreamEvent event, @Nullable Usage usage, int padding) {
        return switch (event.kind()) {
            case DONE -> Utf8.bytes("[DONE]");
            case ERROR ->
                new Refusal(500, "The simulator was told to fail here.", "simulated_failure", null, null).body();
            case ROLE, REASONING, TOOL, TOKEN, FINISH, USAGE, AFTER_DONE -> chunk(event, usage, padding);
        };
    }

    private byte[] chunk(StreamEvent event, @Nullable Usage usage, int padding) {
        return Json.bytes(512 + padding, json -> {
            json.writeStartObject();
            generation.writeHead(json, generation.request().chat() ? "chat.completion.chunk" : "text_completion");
            json.writeArrayPropertyStart("choices");
            Choice choice = event.choice();
            if (choice != null) {
                choice(json, event, choice);
            }
            json.writeEndArray();
            if (usage != null) {
                usage.write(json);
            } else if (nulls) {
                json.writeNullProperty("usage");
            }
            generation.writeVendorFields(json);
            if (padding > 0) {
                json.writeStringProperty("padding", "x".repeat(padding));
            }
            json.writeEndObject();
        });
    }

    private void choice(JsonGenerator json, StreamEvent event, Choice choice) {
        json.writeStartObject().writeNumberProperty("index", choice.index());
        if (generation.request().chat()) {
            json.writeObjectPropertyStart("delta");
            delta(json, event, choice);
            json.writeEndObject();
        } else {
            json.writeStringProperty("text", event.kind() == Kind.TOKEN ? choice.token(event.step()) : "");
        }
        logprobs(json, event, choice);
        json.writeStringProperty("finish_reason", event.kind() == Kind.FINISH ? choice.finishReason() : null);
        json.writeEndObject();
    }

    private static void delta(JsonGenerator json, StreamEvent event, Choice choice) {
        switch (event.kind()) {
            case ROLE -> {
                json.writeStringProperty("role", "assistant");
                json.writeStringProperty("content", choice.tool() == null ? "" : null);
            }
            case REASONING -> json.writeStringProperty("reasoning_content", choice.token(event.step()));
            case TOOL -> toolCall(json, choice, true, "");
            case TOKEN -> {
                if (choice.tool() != null) {
                    toolCall(json, choice, false, choice.token(event.step()));
                } else {
                    json.writeStringProperty(choice.refusal() ? "refusal" : "content", choice.token(event.step()));
                }
            }
            case FINISH, USAGE, ERROR, DONE, AFTER_DONE -> {}
        }
    }

    private static void toolCall(JsonGenerator json, Choice choice, boolean first, String arguments) {
        json.writeArrayPropertyStart("tool_calls").writeStartObject().writeNumberProperty("index", 0);
        if (first) {
            json.writeStringProperty("id", choice.toolCallId()).writeStringProperty("type", "function");
        }
        json.writeObjectPropertyStart("function");
        if (first) {
            json.writeStringProperty("name", choice.tool());
        }
        json.writeStringProperty("arguments", arguments);
        json.writeEndObject().writeEndObject().writeEndArray();
    }

    private void logprobs(JsonGenerator json, StreamEvent event, Choice choice) {
        TextRequest request = generation.request();
        if (request.logprobs() < 0 || event.kind() != Kind.TOKEN || choice.tool() != null) {
            json.writeNullProperty("logprobs");
            return;
        }
        List<String> token = List.of(choice.token(event.step()));
        if (request.chat()) {
            Logprobs.writeChat(json, token, request.logprobs(), choice.refusal());
        } else {
            Logprobs.writeCompletion(json, token, request.logprobs(), choice.offset(event.step()));
        }
    }
}
