package io.grammage.gateway.wire;

import static io.grammage.gateway.wire.JsonBytes.ascii;

import org.jspecify.annotations.Nullable;

/**
 * Finds the members of one JSON object in bytes that come piece by piece, cut anywhere. Only the top level is taken
 * strictly; deeper down, strings and brackets are followed. Its memory is fixed. Not thread-safe.
 */
final class TopLevelScanner {
    /** What {@link #advance} came to. */
    enum Event {
        /** The end of the piece. */
        MORE,
        /** It stands after the opening brace. */
        OPEN,
        /** It stands before the first byte of a value, and the name is known. */
        VALUE,
        /** It stands after a value. */
        VALUE_END,
        /** It stands after a comma. */
        COMMA,
        /** It stands before the closing brace. */
        CLOSE,
        /** It stands before a byte that no JSON object has there. */
        BROKEN
    }

    /** The members that matter. */
    enum Name {
        MODEL,
        USAGE,
        ERROR,
        CHOICES,
        OTHER
    }

    private enum State {
        START,
        BEFORE_FIRST_NAME,
        BEFORE_NAME,
        IN_NAME,
        BEFORE_COLON,
        BEFORE_VALUE,
        IN_STRING,
        IN_SCALAR,
        IN_NESTED,
        AFTER_VALUE,
        CLOSING,
        CLOSED,
        BROKEN
    }

    private static final int TEXT_MAX = 96;
    /** Depth of the members of a choice: answer, array, choice. */
    private static final int CHOICE_DEPTH = 3;

    private static final byte[] MODEL = ascii("model");
    private static final byte[] USAGE = ascii("usage");
    private static final byte[] ERROR = ascii("error");
    private static final byte[] CHOICES = ascii("choices");
    private static final byte[] FINISH_REASON = ascii("finish_reason");

    private State state = State.START;
    private Event event = Event.MORE;
    private Name name = Name.OTHER;
    private boolean escaped;
    /** Whether it is between the quotes of a value or of a string within one. */
    private boolean inText;

    private int depth;

    /** The string being read, as far as it can matter: one byte more than fits tells that it is longer. */
    private final GrowingBytes text = new GrowingBytes(TEXT_MAX + 1);

    private boolean firstChoice;
    private boolean finishReasonNamed;
    private boolean finishReasonAhead;
    private @Nullable String finishReason;

    Event event() {
        return event;
    }

    /** The name of the member whose value is ahead or was last. */
    Name name() {
        return name;
    }

    /** The finish reason of the first choice, as soon as it was seen. */
    @Nullable
    String finishReason() {
        return finishReason;
    }

    /** Whether the closing brace was seen, and only white space after it. */
    boolean closed() {
        return state == State.CLOSED;
    }

    /** Goes on to the next event in the piece and returns the index where it stands then. */
    int advance(byte[] bytes, int from, int to) {
        event = Event.MORE;
        int at = from;
        while (at < to && event == Event.MORE) {
            at = switch (state) {
                case IN_NAME -> inName(bytes, at, to);
                case IN_STRING -> inString(bytes, at, to);
                case IN_SCALAR -> inScalar(bytes, at, to);
                case IN_NESTED -> inNested(bytes, at, to);
                default -> JsonBytes.isSpace(bytes[at]) ? at + 1 : between(bytes[at], at);
            };
        }
        return at;
    }

    /** One byte that is no white space, outside of names and values. */
    private int between(byte b, int at) {
        return switch (state) {
            case START -> b == '{' ? moved(State.BEFORE_FIRST_NAME, Event.OPEN, at + 1) : broken(at);
            case BEFORE_FIRST_NAME -> b == '}' ? moved(State.CLOSING, Event.CLOSE, at) : beginName(b, at);
            case BEFORE_NAME -> beginName(b, at);
            case BEFORE_COLON -> b == ':' ? moved(State.BEFORE_VALUE, Event.MORE, at + 1) : broken(at);
            case BEFORE_VALUE -> beginValue(b, at);
            case AFTER_VALUE ->
                b == ','
                        ? moved(State.BEFORE_NAME, Event.COMMA, at + 1)
                        : b == '}' ? moved(State.CLOSING, Event.CLOSE, at) : broken(at);
            case CLOSING -> moved(State.CLOSED, Event.MORE, at + 1);
            default -> broken(at);
        };
    }

    private int moved(State next, Event reached, int at) {
        state = next;
        event = reached;
        return at;
    }

    private int broken(int at) {
        return moved(State.BROKEN, Event.BROKEN, at);
    }

    private int beginName(byte b, int at) {
        text.clear();
        return b == '"' ? moved(State.IN_NAME, Event.MORE, at + 1) : broken(at);
    }

    private int beginValue(byte b, int at) {
        if (b == '"' || b == '{' || b == '[') {
            depth = 1;
            inText = false;
            firstChoice = name == Name.CHOICES && b == '[';
            return moved(b == '"' ? State.IN_STRING : State.IN_NESTED, Event.VALUE, at);
        }
        return JsonBytes.isScalar(b) ? moved(State.IN_SCALAR, Event.VALUE, at) : broken(at);
    }

    private int inName(byte[] bytes, int from, int to) {
        int end = stringEnd(bytes, from, to);
        keep(bytes, from, end < 0 ? to : end - 1);
        if (end < 0) {
            return to;
        }
        name = textIs(MODEL)
                ? Name.MODEL
                : textIs(USAGE) ? Name.USAGE : textIs(CHOICES) ? Name.CHOICES : textIs(ERROR) ? Name.ERROR : Name.OTHER;
        return moved(State.BEFORE_COLON, Event.MORE, end);
    }

    /** The first byte of the value is its opening quote. */
    private int inString(byte[] bytes, int from, int to) {
        int start = from;
        if (!inText) {
            inText = true;
            start++;
        }
        int end = stringEnd(bytes, start, to);
        return end < 0 ? to : moved(State.AFTER_VALUE, Event.VALUE_END, end);
    }

    private int inScalar(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && JsonBytes.isScalar(bytes[at])) {
            at++;
        }
        return at < to ? moved(State.AFTER_VALUE, Event.VALUE_END, at) : at;
    }

    private int inNested(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (inText) {
                int end = stringEnd(bytes, at, to);
                if (inFirstChoice()) {
                    keep(bytes, at, end < 0 ? to : end - 1);
                }
                if (end < 0) {
                    return to;
                }
                endOfNestedString();
                at = end;
                continue;
            }
            switch (bytes[at++]) {
                case '"' -> {
                    inText = true;
                    text.clear();
                }
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    depth--;
                    firstChoice &= depth >= CHOICE_DEPTH;
                    if (depth == 1) {
                        return moved(State.AFTER_VALUE, Event.VALUE_END, at);
                    }
                }
                case ':' -> finishReasonAhead = finishReasonNamed;
                case ',' -> finishReasonAhead = false;
                default -> {}
            }
        }
        return at;
    }

    private boolean inFirstChoice() {
        return firstChoice && depth == CHOICE_DEPTH;
    }

    private void endOfNestedString() {
        inText = false;
        finishReasonNamed = false;
        if (!inFirstChoice()) {
            return;
        }
        if (finishReasonAhead) {
            finishReason = FinishReason.of(text.array(), 0, text.length());
            finishReasonAhead = false;
        } else {
            finishReasonNamed = textIs(FINISH_REASON);
        }
    }

    /** The index after the closing quote of the string that it is in, or -1. */
    private int stringEnd(byte[] bytes, int from, int to) {
        int at = from;
        if (escaped && at < to) {
            escaped = false;
            at++;
        }
        at = ByteSearch.QUOTE_OR_BACKSLASH.next(bytes, at, to);
        while (at < to) {
            if (bytes[at] == '"') {
                return at + 1;
            }
            escaped = at + 1 == to;
            at = ByteSearch.QUOTE_OR_BACKSLASH.next(bytes, Math.min(at + 2, to), to);
        }
        return -1;
    }

    private void keep(byte[] bytes, int from, int to) {
        text.append(bytes, from, Math.min(to, from + TEXT_MAX + 1 - text.length()));
    }

    private boolean textIs(byte[] meaning) {
        return JsonBytes.means(text.array(), 0, text.length(), meaning);
    }
}
