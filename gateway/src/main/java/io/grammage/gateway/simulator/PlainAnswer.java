package io.grammage.gateway.simulator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes answers that come in one piece. Pure functions. */
final class PlainAnswer {
    private static final byte[] PADDING_MEMBER = Utf8.bytes(",\"padding\":\"");

    private PlainAnswer() {}

    /** A chat completion or a completion, as the request asks. */
    static byte[] text(Generation generation) {
        boolean chat = generation.request().chat();
        byte[] body = Json.bytes(1024, json -> {
            json.writeStartObject();
            generation.writeHead(json, chat ? "chat.completion" : "text_completion");
            json.writeArrayPropertyStart("choices");
            for (Choice choice : generation.choices()) {
                json.writeStartObject();
                json.writeNumberProperty("index", choice.index());
                if (chat) {
                    message(json, choice);
                } else {
                    json.writeStringProperty("text", choice.text());
                }
                logprobs(json, generation.request(), choice);
                json.writeStringProperty("finish_reason", choice.finishReason());
                json.writeEndObject();
            }
            json.writeEndArray();
            Usage reported = reported(generation.usage(), generation.knobs());
            if (reported != null) {
                reported.write(json);
            }
            generation.writeVendorFields(json);
            json.writeEndObject();
        });
        return damaged(body, generation.knobs());
    }

    /** What the whole answer counts for. */
    static Tally tally(Generation generation) {
        int bytes = 0;
        for (Choice choice : generation.choices()) {
            bytes += Utf8.length(choice.text()) + Utf8.length(choice.reasoningText());
        }
        Usage usage = generation.usage();
        boolean told = reported(usage, generation.knobs()) != null;
        return new Tally(0, (int) usage.outputTokens(), (int) usage.reasoningTokens(), bytes, told);
    }

    /** Embeddings, in the order of the inputs. */
    static byte[] embeddings(EmbeddingRequest request, int dimensions, Usage usage, Knobs knobs) {
        byte[] body = Json.bytes(request.inputs().size() * dimensions * 8, json -> {
            json.writeStartObject().writeStringProperty("object", "list").writeArrayPropertyStart("data");
            for (int i = 0; i < request.inputs().size(); i++) {
                float[] vector = Vectors.unit(request.inputs().get(i).seed(), dimensions);
                json.writeStartObject()
                        .writeStringProperty("object", "embedding")
                        .writeNumberProperty("index", i);
                if (request.base64()) {
                    json.writeBinaryProperty("embedding", Vectors.littleEndian(vector));
                } else {
                    json.writeArrayPropertyStart("embedding");
                    for (float component : vector) {
                        json.writeNumber(component);
                    }
                    json.writeEndArray();
                }
                json.writeEndObject();
            }
            json.writeEndArray().writeStringProperty("model", request.model());
            Usage reported = reported(usage, knobs);
            if (reported != null) {
                reported.writePromptOnly(json);
            }
            json.writeEndObject();
        });
        return damaged(body, knobs);
    }

    /** What a plain answer tells of its usage, or null for nothing. */
    static @Nullable Usage reported(Usage usage, Knobs knobs) {
        return switch (knobs.value(Knob.USAGE, Knob.UsageReport.class)) {
            case MISSING -> null;
            case ZERO -> Usage.ZERO;
            case null -> usage;
            case WITH_NULLS, SEPARATE, LAST, CUMULATIVE -> usage;
        };
    }

    private static void message(JsonGenerator json, Choice choice) {
        json.writeObjectPropertyStart("message").writeStringProperty("role", "assistant");
        boolean content = choice.tool() == null && !choice.refusal();
        json.writeStringProperty("content", content ? choice.text() : null);
        json.writeStringProperty("refusal", choice.refusal() ? choice.text() : null);
        if (!choice.reasoning().isEmpty()) {
            json.writeStringProperty("reasoning_content", choice.reasoningText());
        }
        if (choice.tool() != null) {
            json.writeArrayPropertyStart("tool_calls").writeStartObject();
            json.writeStringProperty("id", choice.toolCallId()).writeStringProperty("type", "function");
            json.writeObjectPropertyStart("function").writeStringProperty("name", choice.tool());
            json.writeStringProperty("arguments", choice.text());
            json.writeEndObject().writeEndObject().writeEndArray();
        }
        json.writeEndObject();
    }

    private static void logprobs(JsonGenerator json, TextRequest request, Choice choice) {
        if (request.logprobs() < 0 || choice.tool() != null) {
            json.writeNullProperty("logprobs");
        } else if (request.chat()) {
            Logprobs.writeChat(json, choice.tokens(), request.logprobs(), choice.refusal());
        } else {
            Logprobs.writeCompletion(json, choice.tokens(), request.logprobs(), 0);
        }
    }

    private static byte[] damaged(byte[] body, Knobs knobs) {
        byte[] padded = padded(body, (int) knobs.number(Knob.ANSWER_BYTES, 0));
        return knobs.isOn(Knob.MALFORMED_BODY) ? Arrays.copyOf(padded, padded.length / 2) : padded;
    }

    /** The object with a last member that brings it to that size; with blanks where not even an empty one fits. */
    private static byte[] padded(byte[] body, int size) {
        if (size <= body.length) {
            return body;
        }
        byte[] padded = Arrays.copyOf(body, size);
        int missing = size - body.length;
        Arrays.fill(padded, body.length - 1, size, (byte) ' ');
        if (missing > PADDING_MEMBER.length) {
            System.arraycopy(PADDING_MEMBER, 0, padded, body.length - 1, PADDING_MEMBER.length);
            Arrays.fill(padded, body.length - 1 + PADDING_MEMBER.length, size - 2, (byte) 'x');
            padded[size - 2] = '"';
        }
        padded[size - 1] = '}';
        return padded;
    }
}
