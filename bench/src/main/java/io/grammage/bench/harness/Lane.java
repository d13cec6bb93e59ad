package io.grammage.bench.harness;

import io.grammage.bench.http.ChatBodies;
import io.grammage.bench.load.Expectation;
import io.grammage.bench.load.Pace;
import io.grammage.bench.upstream.AnswerKind;
import java.util.List;
import java.util.Map;

/**
 * A kind of traffic.
 *
 * @param name as it is chosen by
 * @param title what it is, for people
 * @param kind what the upstream answers with
 * @param requestBytes size of a request's body
 * @param connections calls on their way at a time, at most
 * @param pace when calls begin
 * @param leftOut contestants that have no part in it, with the reason
 */
record Lane(
        String name,
        String title,
        AnswerKind kind,
        int requestBytes,
        int connections,
        Pace pace,
        Map<String, String> leftOut) {
    /** Size of every JSON answer's body. */
    static final int ANSWER_BYTES = 1024;

    /** The one that a proxy is compared with nginx by. */
    static final Lane JSON_64 = json(64);

    /** The same for streams. */
    static final Lane STREAM_64 = stream(64);

    /** All, in the order in which they are run. */
    static final List<Lane> ALL = List.of(
            json(1),
            json(8),
            JSON_64,
            closed("delayed-64", "JSON 2 KB in, 1 KB out after 20 ms", AnswerKind.DELAYED, 2 << 10, 64),
            closed("prompt-8", "JSON 100 KB in, 1 KB out", AnswerKind.JSON, 100 << 10, 8),
            closed("body-1", "JSON 10 MB in, 1 KB out", AnswerKind.JSON, 10 << 20, 1),
            new Lane(
                    "rate-500",
                    "JSON 2 KB in, 1 KB out, 500 calls/s",
                    AnswerKind.JSON,
                    2 << 10,
                    64,
                    Pace.fixed(500),
                    Map.of(PortkeyServer.NAME, "saturated below 500 calls/s")),
            stream(1),
            STREAM_64,
            paced(1),
            paced(200));

    Lane {
        leftOut = Map.copyOf(leftOut);
    }

    boolean streams() {
        return kind.streams();
    }

    /** The same, with calls that begin at fixed moments. */
    Lane at(double callsPerSecond) {
        return new Lane(name, title, kind, requestBytes, connections, Pace.fixed(callsPerSecond), leftOut);
    }

    /** Whether the next call begins as soon as one is answered, and answers come as soon as they can. */
    boolean isSaturating() {
        return pace.equals(Pace.closed()) && (kind == AnswerKind.JSON || kind == AnswerKind.STREAM);
    }

    byte[] request(String model) {
        return streams() ? ChatBodies.streamRequest(model, requestBytes) : ChatBodies.request(model, requestBytes);
    }

    Expectation expectation() {
        return streams()
                ? new Expectation(200, ChatBodies.EVENT_MARKER, ChatBodies.STREAM_END)
                : Expectation.of(200, ChatBodies.ANSWER_MARKER);
    }

    private static Lane json(int connections) {
        return closed("json-" + connections, "JSON 2 KB in, 1 KB out", AnswerKind.JSON, 2 << 10, connections);
    }

    private static Lane stream(int connections) {
        return closed(
                "stream-" + connections,
                "stream of 64 events in 8 writes back to back",
                AnswerKind.STREAM,
                2 << 10,
                connections);
    }

    private static Lane paced(int connections) {
        return closed(
                "paced-" + connections, "stream of 20 events, 20 ms apart", AnswerKind.PACED, 2 << 10, connections);
    }

    private static Lane closed(String name, String title, AnswerKind kind, int requestBytes, int connections) {
        return new Lane(name, title, kind, requestBytes, connections, Pace.closed(), Map.of());
    }
}
