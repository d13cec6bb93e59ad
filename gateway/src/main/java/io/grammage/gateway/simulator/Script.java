package io.grammage.gateway.simulator;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A whole answer before it is sent.
 *
 * @param length bytes of the body for {@code Content-Length}, or {@link #CHUNKED}
 * @param headAtOnce whether status line and headers leave ahead of the body
 * @param body the pieces in order, made as they are needed
 * @param ending what happens after the last piece; asked then
 * @param asWhat how the log calls an answer that came to its end
 */
record Script(
        int status,
        Map<String, String> headers,
        long length,
        boolean headAtOnce,
        Iterator<Piece> body,
        Supplier<Ending> ending,
        CallEnd asWhat) {
    static final long CHUNKED = -1;
    static final String JSON_TYPE = "application/json";
    static final String STREAM_TYPE = "text/event-stream; charset=utf-8";

    /** What happens when there are no more pieces. */
    enum Ending {
        /** The answer is ended as HTTP wants it. */
        COMPLETE,
        /** The connection is closed in the middle of the answer. */
        CLOSE,
        /** The connection is reset in the middle of the answer. */
        RESET,
        /** Nothing happens until the client leaves. */
        HANG
    }

    /** An answer in one piece. */
    static Script whole(byte[] body, long dueNanos, Tally tally) {
        return plain(200, body, dueNanos, tally, CallEnd.COMPLETED);
    }

    /** An error. */
    static Script refused(Refusal refusal, long dueNanos) {
        Script script = plain(refusal.status(), refusal.body(), dueNanos, Tally.NONE, CallEnd.FAILED);
        String retryAfter = refusal.retryAfter();
        return retryAfter == null ? script : script.withHeader("retry-after", retryAfter);
    }

    private static Script plain(int status, byte[] body, long dueNanos, Tally tally, CallEnd asWhat) {
        return new Script(
                status,
                Map.of("content-type", JSON_TYPE),
                body.length,
                false,
                List.of(new Piece(body, dueNanos, tally)).iterator(),
                () -> Ending.COMPLETE,
                asWhat);
    }

    /** A stream of server-sent events. */
    static Script stream(Iterator<Piece> events, Ending ending, CallEnd asWhat) {
        return new Script(200, Map.of("content-type", STREAM_TYPE), CHUNKED, false, events, () -> ending, asWhat);
    }

    Script withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Script(status, all, length, headAtOnce, body, ending, asWhat);
    }

    Script withLength(long other) {
        return new Script(status, headers, other, headAtOnce, body, ending, asWhat);
    }

    Script withHeadAtOnce() {
        return new Script(status, headers, length, true, body, ending, asWhat);
    }

    Script withBody(Iterator<Piece> other) {
        return new Script(status, headers, length, headAtOnce, other, ending, asWhat);
    }

    Script withEnding(Supplier<Ending> other) {
        return new Script(status, headers, length, headAtOnce, body, other, asWhat);
    }
}
