package io.grammage.gateway.config;

/** Brings a text of the file into a form that fits into one line of a message. */
final class Quoted {
    private static final int LENGTH_MAX = 60;

    private Quoted() {}

    /** The text without control characters, cut after 60 characters. */
    static String of(String text) {
        if (text.isEmpty()) {
            return "empty";
        }
        StringBuilder visible = new StringBuilder();
        text.codePoints()
                .limit(LENGTH_MAX)
                .map(character -> Character.isISOControl(character) ? ' ' : character)
                .forEach(visible::appendCodePoint);
        return text.codePointCount(0, text.length()) > LENGTH_MAX ? visible + "..." : visible.toString();
    }
}
