package io.grammage.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A streamed call as its caller saw it.
 *
 * @param id of the call, or empty when no answer began
 * @param contentEvents events with content that came
 * @param contentBytes bytes of that content
 * @param done whether {@code [DONE]} came
 * @param error whether an error came as an event
 */
record StreamedCall(String id, int status, int contentEvents, long contentBytes, boolean done, boolean error) {
    private static final String DATA = "data:";

    /**
     * Makes a call and reads its events.
     *
     * @param leaveAfter hangs up after so many events with content; -1 to stay to the end
     */
    static StreamedCall make(Caller caller, String body, int leaveAfter, String... headers) {
        HttpResponse<InputStream> answer;
        try {
            answer = caller.stream(Caller.CHAT, body, headers);
        } catch (UncheckedIOException e) {
            return new StreamedCall("", 0, 0, 0, false, false);
        }
        String id = answer.headers().firstValue("x-request-id").orElse("");
        int events = 0;
        long bytes = 0;
        boolean done = false;
        boolean error = false;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null && events != leaveAfter; line = reader.readLine()) {
                if (line.equals("data: [DONE]")) {
                    done = true;
                } else if (line.startsWith(DATA) && line.endsWith("}")) {
                    JsonNode event = JsonMapper.shared().readTree(line.substring(DATA.length()));
                    String content = event.path("choices")
                            .path(0)
                            .path("delta")
                            .path("content")
                            .asString("");
                    events += content.isEmpty() ? 0 : 1;
                    bytes += content.getBytes(StandardCharsets.UTF_8).length;
                    error |= event.has("error");
                }
            }
        } catch (IOException e) {
            // The connection broke: what came until then is what the caller has.
            return new StreamedCall(id, answer.statusCode(), events, bytes, done, error);
        }
        return new StreamedCall(id, answer.statusCode(), events, bytes, done, error);
    }

    /** The fewest tokens that an estimate may come to: what the caller has in its hands was relayed. */
    long estimateMin() {
        return Math.max(contentEvents, Math.ceilDiv(contentBytes, 4));
    }
}
