package io.grammage.gateway.wire;

import java.util.Random;

/** Writes random JSON of many styles: white space, escapes, nesting, odd names. Seeded by its random source. */
final class RandomJson {
    private static final String[] NAMES = {
        "model",
        "usage",
        "choices",
        "error",
        "finish_reason",
        "content",
        "stream",
        "n",
        "",
        "id",
        "a b",
        "délta",
        "🙂",
        "\"usage\":{",
        "x\\",
        "prompt_tokens",
        "include_usage",
        "type",
        "object",
        "tokens"
    };
    private static final String[] SPACES = {"", "", "", "", " ", "\n", "\r\n  ", "\t"};

    private final Random random;
    private final boolean spaced;

    RandomJson(Random random) {
        this.random = random;
        this.spaced = random.nextBoolean();
    }

    String space() {
        return spaced ? SPACES[random.nextInt(SPACES.length)] : "";
    }

    String name() {
        return NAMES[random.nextInt(NAMES.length)];
    }

    String value(int depth) {
        int kind = random.nextInt(depth > 0 ? 9 : 6);
        return switch (kind) {
            case 0 -> "null";
            case 1 -> random.nextBoolean() ? "true" : "false";
            case 2 -> Integer.toString(random.nextInt(2_000) - 1_000);
            case 3 -> random.nextInt(100) + "." + random.nextInt(100) + "e-" + random.nextInt(5);
            case 4, 5 -> string(text());
            case 6 -> array(depth - 1);
            default -> object(depth - 1);
        };
    }

    String object(int depth) {
        StringBuilder json = new StringBuilder("{").append(space());
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            json.append(i == 0 ? "" : "," + space());
            json.append(member(name(), value(depth)));
        }
        return json.append('}').toString();
    }

    String array(int depth) {
        StringBuilder json = new StringBuilder("[").append(space());
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            json.append(i == 0 ? "" : "," + space());
            json.append(value(depth)).append(space());
        }
        return json.append(']').toString();
    }

    String member(String name, String value) {
        return string(name) + space() + ":" + space() + value + space();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        int size = random.nextInt(12);
        for (int i = 0; i < size; i++) {
            switch (random.nextInt(8)) {
                case 0 -> text.append(name());
                case 1 -> text.appendCodePoint(0x1F600 + random.nextInt(50));
                case 2 -> text.append((char) random.nextInt(0x800));
                case 3 -> text.append("\"\\/\b\n\t{}[],:".charAt(random.nextInt(12)));
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.toString();
    }

    /** The text as a JSON string in which some characters that need no escape have one. */
    String string(String text) {
        boolean eager = random.nextInt(4) == 0;
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean must = c < 0x20 || c == '"' || c == '\\';
            if (must || (eager && random.nextInt(3) == 0)) {
                json.append(escape(c));
            } else {
                json.append(c);
            }
        }
        String result = json.append('"').toString();
        // Half of an escaped pair beside half a plain one is no UTF-8: all of it escaped is.
        return halfPairs(result) ? allEscaped(text) : result;
    }

    private static boolean halfPairs(String json) {
        return json.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }

    private static String allEscaped(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            json.append(unicodeEscape(text.charAt(i)));
        }
        return json.append('"').toString();
    }

    private String escape(char c) {
        int index = "\"\\/\b\f\n\r\t".indexOf(c);
        return index >= 0 && random.nextInt(3) > 0 ? "\\" + "\"\\/bfnrt".charAt(index) : unicodeEscape(c);
    }

    private static String unicodeEscape(char c) {
        return "\\u" + String.format(java.util.Locale.ROOT, c % 2 == 0 ? "%04x" : "%04X", (int) c);
    }
}
