package io.grammage.bench.upstream;

/** What a {@link MockUpstream} answers with, which the beginning of a request's path chooses. */
public enum AnswerKind {
    /** JSON, at once. */
    JSON("/json", false),
    /** The same JSON after 20 ms. */
    DELAYED("/delayed", false),
    /** A stream of 64 events, usage and {@code [DONE]}, in eight writes one after the other. */
    STREAM("/stream", true),
    /** A stream of 20 events, usage and {@code [DONE]}, each written singly 20 ms after the one before. */
    PACED("/paced", true);

    private static final String CALL = "POST ";

    private final String prefix;
    private final boolean streams;

    AnswerKind(String prefix, boolean streams) {
        this.prefix = prefix;
        this.streams = streams;
    }

    /** What a request is answered with; JSON at once if it is no call, or its path begins with none of the prefixes. */
    static AnswerKind of(String target) {
        for (AnswerKind kind : values()) {
            if (target.startsWith(CALL) && target.startsWith(kind.prefix, CALL.length())) {
                return kind;
            }
        }
        return JSON;
    }

    /** What the path begins with; {@code /v1} follows. */
    public String prefix() {
        return prefix;
    }

    /** Whether the answer is a stream of events. */
    public boolean streams() {
        return streams;
    }
}
