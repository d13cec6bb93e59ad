package io.grammage.gateway.wire;

import static io.grammage.gateway.wire.JsonBytes.ascii;
import static java.nio.charset.StandardCharsets.US_ASCII;

/** Why a choice ended, as its provider says: a short word, never text that was generated. */
final class FinishReason {
    private static final int LENGTH_MAX = 64;
    private static final String[] KNOWN = {"stop", "length", "tool_calls", "content_filter", "function_call"};
    private static final byte[][] KNOWN_BYTES = new byte[KNOWN.length][];

    static {
        for (int i = 0; i < KNOWN.length; i++) {
            KNOWN_BYTES[i] = ascii(KNOWN[i]);
        }
    }

    private FinishReason() {}

    /** The word between the quotes of a string; {@code other} when it is none, or too long. */
    static String of(byte[] bytes, int from, int to) {
        for (int i = 0; i < KNOWN.length; i++) {
            if (JsonBytes.means(bytes, from, to, KNOWN_BYTES[i])) {
                return KNOWN[i];
            }
        }
        if (from == to || to - from > LENGTH_MAX) {
            return "other";
        }
        for (int i = from; i < to; i++) {
            if (!JsonBytes.isScalar(bytes[i]) && bytes[i] != '_') {
                return "other";
            }
        }
        return new String(bytes, from, to - from, US_ASCII);
    }
}
