package io.grammage.gateway.wire;

/**
 * Walks over JSON in a byte array without copying anything. It stands before a value, which is then entered or skipped.
 * Where the JSON is broken, it stops: every step from there on returns false, and {@link #broken} tells. Not
 * thread-safe.
 */
final class JsonCursor {
    private final byte[] bytes;
    private final int to;
    private int at;
    private boolean first;
    private boolean broken;
    private int nameStart;
    private int nameEnd;

    /** Stands before the value that begins at {@code from}, or after white space there. */
    JsonCursor(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.to = to;
        this.at = JsonBytes.skipSpace(bytes, from, to);
    }

    boolean broken() {
        return broken;
    }

    /** Where it stands. */
    int at() {
        return at;
    }

    /** The byte that it stands before; it stands before one after {@link #nextMember} or {@link #nextElement}. */
    byte peek() {
        return bytes[at];
    }

    /** Whether the value ahead is an object; if so, stands before its first member. */
    boolean enterObject() {
        return enter('{');
    }

    /** Whether the value ahead is an array; if so, stands before its first element. */
    boolean enterArray() {
        return enter('[');
    }

    private boolean enter(char bracket) {
        if (broken || at == to || bytes[at] != bracket) {
            return false;
        }
        at++;
        first = true;
        return true;
    }

    /** Whether the object entered has another member; if so, stands before its value, else after the object. */
    boolean nextMember() {
        if (!next('}')) {
            return false;
        }
        if (bytes[at] != '"') {
            return fail();
        }
        nameStart = at + 1;
        int end = JsonBytes.skipString(bytes, at, to);
        if (end < 0) {
            return fail();
        }
        nameEnd = end - 1;
        at = JsonBytes.skipSpace(bytes, end, to);
        if (at == to || bytes[at] != ':') {
            return fail();
        }
        at = JsonBytes.skipSpace(bytes, at + 1, to);
        return at < to || fail();
    }

    /** Whether the array entered has another element; if so, stands before it, else after the array. */
    boolean nextElement() {
        return next(']');
    }

    private boolean next(char closing) {
        if (broken) {
            return false;
        }
        at = JsonBytes.skipSpace(bytes, at, to);
        if (at == to) {
            return fail();
        }
        if (bytes[at] == closing) {
            at++;
            first = false;
            return false;
        }
        if (!first) {
            if (bytes[at] != ',') {
                return fail();
            }
            at = JsonBytes.skipSpace(bytes, at + 1, to);
            if (at == to) {
                return fail();
            }
        }
        first = false;
        return true;
    }

    private boolean fail() {
        broken = true;
        return false;
    }

    /** Where the opening quote of the member's name stands. */
    int memberStart() {
        return nameStart - 1;
    }

    /** Whether the member's name means this text. */
    boolean nameIs(byte[] name) {
        return JsonBytes.means(bytes, nameStart, nameEnd, name);
    }

    /** Steps over the value ahead and returns where it ends. */
    int skip() {
        if (broken || at == to) {
            fail();
            return at;
        }
        int end = switch (bytes[at]) {
            case '"' -> JsonBytes.skipString(bytes, at, to);
            case '{', '[' -> JsonBytes.skipNested(bytes, at, to);
            default -> JsonBytes.skipScalar(bytes, at, to);
        };
        if (end < 0) {
            fail();
        } else {
            at = end;
        }
        return at;
    }

    /** Whether nothing but white space is left. */
    boolean atEnd() {
        return !broken && JsonBytes.skipSpace(bytes, at, to) == to;
    }
}
