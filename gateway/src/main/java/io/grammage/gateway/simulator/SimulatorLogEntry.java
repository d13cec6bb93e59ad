package io.grammage.gateway.simulator;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the simulator sent in one call: counts alone, never a prompt or an answer.
 *
 * @param requestId header {@code x-request-id} of the request, or null
 * @param attempt header {@code x-grammage-attempt} of the request, or 0 when it has none or no number
 * @param endpoint path that was called
 * @param model model of the request; empty when the request could not be read
 * @param stream whether a stream was asked for
 * @param status HTTP status of the answer, also if it never left
 * @param startedAtMicros when the request had been read, microseconds since 1970
 * @param endedAtMicros when the call ended, microseconds since 1970
 * @param promptTokens tokens of the prompt as reported or as they would have been
 * @param cachedTokens of which read from a cache
 * @param outputTokens tokens sent, reasoning included
 * @param reasoningTokens of which reasoning
 * @param contentBytes bytes of generated text sent, in UTF-8: content, reasoning, refusal, tool arguments
 * @param events data events sent, {@code [DONE]} included
 * @param bodyBytes bytes of the body sent, as encoded
 * @param usageSent whether a usage was among them
 * @param end how the call ended
 */
public record SimulatorLogEntry(
        @Nullable String requestId,
        int attempt,
        String endpoint,
        String model,
        boolean stream,
        int status,
        long startedAtMicros,
        long endedAtMicros,
        long promptTokens,
        long cachedTokens,
        long outputTokens,
        long reasoningTokens,
        long contentBytes,
        int events,
        long bodyBytes,
        boolean usageSent,
        CallEnd end) {

    /** One line of JSON, without a line ending, as {@code GET /simulator/log} and the log file have it. */
    public String toJson() {
        byte[] line = Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringProperty("request_id", requestId);
            json.writeNumberProperty("attempt", attempt);
            json.writeStringProperty("endpoint", endpoint);
            json.writeStringProperty("model", model);
            json.writeBooleanProperty("stream", stream);
            json.writeNumberProperty("status", status);
            json.writeNumberProperty("started_at_micros", startedAtMicros);
            json.writeNumberProperty("ended_at_micros", endedAtMicros);
            json.writeNumberProperty("prompt_tokens", promptTokens);
            json.writeNumberProperty("cached_tokens", cachedTokens);
            json.writeNumberProperty("output_tokens", outputTokens);
            json.writeNumberProperty("reasoning_tokens", reasoningTokens);
            json.writeNumberProperty("content_bytes", contentBytes);
            json.writeNumberProperty("events", events);
            json.writeNumberProperty("body_bytes", bodyBytes);
            json.writeBooleanProperty("usage_sent", usageSent);
            json.writeStringProperty("end", end.wireName());
            json.writeEndObject();
        });
        return new String(line, StandardCharsets.UTF_8);
    }
}
