package io.grammage.gateway.relay;

import com.knuddels.jtokkit.api.Encoding;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** A running count of the tokens of texts. The work is bounded: see {@link #TOKENIZED_CHARS_MAX}. Not thread-safe. */
final class TextTokens {
    /** Beyond so many characters in all, a text that no longer fits is counted as its UTF-8 bytes / 4. */
    static final int TOKENIZED_CHARS_MAX = 1 << 20;
    /**
     * Texts are tokenized in pieces of so many characters. A run without a break, such as Chinese or a row of dashes, costs
     * the tokenizer more than linear time and memory; a cut costs at most a token or so.
     */
    private static final int PIECE_CHARS = 4_096;

    private final Encoding encoding;
    private int charsLeft = TOKENIZED_CHARS_MAX;
    private long tokens;

    TextTokens(Encoding encoding) {
        this.encoding = encoding;
    }

    long count() {
        return tokens;
    }

    void add(String text) {
        if (text.length() > charsLeft) {
            add(ofBytes(text.getBytes(StandardCharsets.UTF_8).length));
            return;
        }
        charsLeft -= text.length();
        int end;
        for (int start = 0; start < text.length(); start = end) {
            end = pieceEnd(text, start);
            // "Ordinary": a text that spells a control token, such as <|endoftext|>, is text here.
            add(encoding.countTokensOrdinary(text.substring(start, end)));
        }
    }

    void add(long count) {
        tokens += count;
    }

    /** Adds a string as its text, anything else but null as its JSON. */
    void add(JsonNode value) {
        if (value.isString()) {
            add(value.stringValue());
        } else if (!value.isNull() && !value.isMissingNode()) {
            add(value.toString());
        }
    }

    /** What so many bytes count as where nothing better is known. */
    static long ofBytes(long bytes) {
        return Math.ceilDiv(bytes, 4);
    }

    private static int pieceEnd(String text, int start) {
        int end = Math.min(start + PIECE_CHARS, text.length());
        return end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }
}
