package io.grammage.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * A text with its JSON form, made once and spliced often. Immutable.
 *
 * <p>Only what JSON demands is escaped; other characters stand as UTF-8. A surrogate without its other half becomes a
 * question mark, since UTF-8 has no form for it.
 */
public final class JsonString {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final String text;
    private final byte[] json;

    private JsonString(String text, byte[] json) {
        this.text = text;
        this.json = json;
    }

    public static JsonString of(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2);
        append(json, text);
        return new JsonString(text, json.toString().getBytes(UTF_8));
    }

    public String text() {
        return text;
    }

    /** The text in quotes and escaped, as UTF-8. The array is shared: it must not be changed. */
    byte[] json() {
        return json;
    }

    /** Whether these bytes are the JSON form, letter by letter. */
    boolean hasJson(byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, json, 0, json.length);
    }

    /** Appends the text in quotes and escaped. */
    static void append(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < 0x20) {
                        json.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonString string && string.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
