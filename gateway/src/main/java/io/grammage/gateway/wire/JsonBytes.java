package io.grammage.gateway.wire;

/** Steps over JSON in a byte array. Every step returns the index after it, or -1 where the bytes end too early. */
final class JsonBytes {
    private JsonBytes() {}

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** The index of the first byte that is no white space, or {@code to}. */
    static int skipSpace(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    /** Steps over the string whose opening quote stands at {@code from}. What it holds is not checked. */
    static int skipString(byte[] bytes, int from, int to) {
        for (int at = from + 1; at < to; at++) {
            byte b = bytes[at];
            if (b == '"') {
                return at + 1;
            }
            if (b == '\\') {
                at++;
            }
        }
        return -1;
    }

    /**
     * What to leave out so that a member of an object goes and the commas around it stay right.
     *
     * @param start where the member's name begins
     * @param end where its value ends
     * @param to the end of the bytes; the object is complete before it
     */
    static Span memberWithComma(byte[] bytes, int start, int end, int to) {
        int before = start - 1;
        while (isSpace(bytes[before])) {
            before--;
        }
        if (bytes[before] == ',') {
            return new Span(before, end);
        }
        int after = skipSpace(bytes, end, to);
        return bytes[after] == ',' ? new Span(start, skipSpace(bytes, after + 1, to)) : new Span(start, end);
    }
}
