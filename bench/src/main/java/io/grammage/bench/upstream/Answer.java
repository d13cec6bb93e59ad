package io.grammage.bench.upstream;

import io.grammage.bench.http.ChatBodies;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** An answer as it goes over the wire. */
record Answer(List<Part> parts) {
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final int WRITES = 8;
    private static final int STREAM_EVENTS = 64;
    private static final int PACED_EVENTS = 20;
    private static final Pattern EVENT_END = Pattern.compile("(?<=\n\n)");
    private static final String STREAM_HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    Answer {
        parts = List.copyOf(parts);
    }

    static Answer of(AnswerKind kind, String model, int jsonBytes) {
        return switch (kind) {
            case JSON -> json(model, jsonBytes, 0);
            case DELAYED -> json(model, jsonBytes, PAUSE_NANOS);
            case STREAM -> stream(model, STREAM_EVENTS, STREAM_EVENTS / WRITES, 0);
            case PACED -> stream(model, PACED_EVENTS, 1, PAUSE_NANOS);
        };
    }

    private static Answer json(String model, int bytes, long afterNanos) {
        String body = new String(ChatBodies.answer(model, bytes), StandardCharsets.US_ASCII);
        String head =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return new Answer(List.of(Part.of(afterNanos, head + body)));
    }

    /** Each event is a chunk, as servers send them. Usage and end go with the last events, unless they are paced. */
    private static Answer stream(String model, int events, int eventsPerWrite, long pauseNanos) {
        List<String> chunks = EVENT_END
                .splitAsStream(new String(ChatBodies.stream(model, events), StandardCharsets.US_ASCII))
                .map(event -> Integer.toHexString(event.length()) + "\r\n" + event + "\r\n")
                .toList();
        int writes = pauseNanos > 0 ? chunks.size() : events / eventsPerWrite;
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < writes; i++) {
            int end = i == writes - 1 ? chunks.size() : (i + 1) * eventsPerWrite;
            String text = String.join("", chunks.subList(i * eventsPerWrite, end));
            parts.add(Part.of(
                    i == 0 ? 0 : pauseNanos,
                    (i == 0 ? STREAM_HEAD : "") + text + (i == writes - 1 ? "0\r\n\r\n" : "")));
        }
        return new Answer(parts);
    }

    /**
     * What is written at once.
     *
     * @param afterNanos how long after the part before it, or after the request
     * @param bytes shared; to be duplicated by whoever sends them
     */
    record Part(long afterNanos, ByteBuffer bytes) {
        static Part of(long afterNanos, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            return new Part(
                    afterNanos,
                    ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
        }
    }
}
