package io.grammage.gateway.wire;

import org.jspecify.annotations.Nullable;

/** The top-level fields of a request that the gateway reads. */
enum WatchedField {
    MODEL("model"),
    STREAM("stream"),
    STREAM_OPTIONS("stream_options"),
    N("n"),
    BEST_OF("best_of"),
    MAX_TOKENS("max_tokens"),
    MAX_COMPLETION_TOKENS("max_completion_tokens"),
    MESSAGES("messages"),
    INPUT("input"),
    PROMPT("prompt");

    private static final WatchedField[] ALL = values();

    private final String wireName;

    WatchedField(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    static @Nullable WatchedField of(String name) {
        return switch (name) {
            case "model" -> MODEL;
            case "stream" -> STREAM;
            case "stream_options" -> STREAM_OPTIONS;
            case "n" -> N;
            case "best_of" -> BEST_OF;
            case "max_tokens" -> MAX_TOKENS;
            case "max_completion_tokens" -> MAX_COMPLETION_TOKENS;
            case "messages" -> MESSAGES;
            case "input" -> INPUT;
            case "prompt" -> PROMPT;
            default -> null;
        };
    }

    /** The field whose name this is when case is ignored, by Unicode's simple folding. */
    static @Nullable WatchedField ignoringCase(String name) {
        for (WatchedField field : ALL) {
            if (field.wireName.equalsIgnoreCase(name)) {
                return field;
            }
        }
        return null;
    }
}
