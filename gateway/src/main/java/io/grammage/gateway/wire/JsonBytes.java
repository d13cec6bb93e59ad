package io.grammage.gateway.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Steps over JSON in a byte array. Every step returns the index after it, or -1 where the bytes end too early.
 *
 * <p>Strings, brackets and separators are taken strictly; what a literal or number looks like is not, since some servers
 * write {@code NaN}, and what a string holds is nobody's business here.
 */
final class JsonBytes {
    /** The length of a backslash, the letter u and four digits. */
    private static final int ESCAPE_LENGTH = 6;

    private JsonBytes() {}

    /** The bytes of a text that is ASCII. */
    static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

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
        int at = ByteSearch.QUOTE_OR_BACKSLASH.next(bytes, from + 1, to);
        while (at < to) {
            if (bytes[at] == '"') {
                return at + 1;
            }
            at = ByteSearch.QUOTE_OR_BACKSLASH.next(bytes, Math.min(at + 2, to), to);
        }
        return -1;
    }

    /** Steps over a literal or number: the longest run of the characters that these are made of, at least one. */
    static int skipScalar(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isScalar(bytes[at])) {
            at++;
        }
        return at == from ? -1 : at;
    }

    static boolean isScalar(byte b) {
        return (b >= '0' && b <= '9')
                || (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || b == '-'
                || b == '+'
                || b == '.';
    }

    /** Steps over the object or array that begins at {@code from}. */
    static int skipNested(byte[] bytes, int from, int to) {
        int depth = 0;
        for (int at = from; at < to; at++) {
            switch (bytes[at]) {
                case '"' -> {
                    int end = skipString(bytes, at, to);
                    if (end < 0) {
                        return -1;
                    }
                    at = end - 1;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    depth--;
                    if (depth == 0) {
                        return at + 1;
                    }
                }
                default -> {}
            }
        }
        return -1;
    }

    /** Whether what stands between the quotes of a string means this text of ASCII letters. */
    static boolean means(byte[] bytes, int from, int to, byte[] text) {
        if (to - from == text.length) {
            return Arrays.equals(bytes, from, to, text, 0, text.length);
        }
        return to - from > text.length
                && to - from <= ESCAPE_LENGTH * text.length
                && meansEscaped(bytes, from, to, text);
    }

    private static boolean meansEscaped(byte[] bytes, int from, int to, byte[] text) {
        int at = from;
        for (byte letter : text) {
            if (at < to && bytes[at] == letter) {
                at++;
            } else if (at + ESCAPE_LENGTH <= to && bytes[at] == '\\' && bytes[at + 1] == 'u') {
                if (hex(bytes, at + 2) != letter) {
                    return false;
                }
                at += ESCAPE_LENGTH;
            } else {
                return false;
            }
        }
        return at == to;
    }

    /** How many bytes of UTF-8 the text has that stands between the quotes of a string. */
    static int decodedLength(byte[] bytes, int from, int to) {
        int length = 0;
        int at = from;
        while (at < to) {
            int escape = ByteSearch.QUOTE_OR_BACKSLASH.next(bytes, at, to);
            length += escape - at;
            at = escape;
            if (at + ESCAPE_LENGTH <= to && bytes[at + 1] == 'u') {
                int unit = hex(bytes, at + 2);
                // Half of a surrogate pair is two bytes of the pair's four.
                length += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xD800 && unit < 0xE000) ? 2 : 3;
                at += ESCAPE_LENGTH;
            } else if (at < to) {
                length++;
                at += 2;
            }
        }
        return length;
    }

    private static int hex(byte[] bytes, int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            value = value << 4 | (Character.digit(bytes[i], 16) & 0xF);
        }
        return value;
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
