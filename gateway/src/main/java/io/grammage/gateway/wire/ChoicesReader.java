package io.grammage.gateway.wire;

import static io.grammage.gateway.wire.JsonBytes.ascii;

import org.jspecify.annotations.Nullable;

/** Reads {@code choices} of an answer or chunk with the cursor that stands before its value. */
final class ChoicesReader {
    private static final byte[] FINISH_REASON = ascii("finish_reason");
    private static final byte[] MESSAGE = ascii("message");
    private static final byte[] DELTA = ascii("delta");
    private static final byte[] TEXT = ascii("text");
    private static final byte[] CONTENT = ascii("content");
    private static final byte[] REASONING = ascii("reasoning");
    private static final byte[] REASONING_CONTENT = ascii("reasoning_content");
    private static final byte[] REFUSAL = ascii("refusal");
    private static final byte[] TOOL_CALLS = ascii("tool_calls");
    private static final byte[] FUNCTION_CALL = ascii("function_call");
    private static final byte[] FUNCTION = ascii("function");
    private static final byte[] NAME = ascii("name");
    private static final byte[] ARGUMENTS = ascii("arguments");
    private static final byte[] TYPE = ascii("type");

    /** Parts nest at most so deep in what is counted: reasoning parts hold text parts. */
    private static final int PART_DEPTH_MAX = 8;

    private final byte[] bytes;
    private final JsonCursor cursor;
    private int count = -1;
    private int contentBytes;
    private @Nullable String finishReason;

    ChoicesReader(byte[] bytes, JsonCursor cursor) {
        this.bytes = bytes;
        this.cursor = cursor;
    }

    int count() {
        return count;
    }

    int contentBytes() {
        return contentBytes;
    }

    @Nullable
    String finishReason() {
        return finishReason;
    }

    void read() {
        count = 0;
        if (!cursor.enterArray()) {
            cursor.skip();
            return;
        }
        while (cursor.nextElement()) {
            count++;
            if (cursor.enterObject()) {
                readChoice();
            } else {
                cursor.skip();
            }
        }
    }

    private void readChoice() {
        while (cursor.nextMember()) {
            if (cursor.nameIs(DELTA) || cursor.nameIs(MESSAGE)) {
                readMessage();
            } else if (cursor.nameIs(TEXT)) {
                contentBytes += stringBytes();
            } else if (count == 1 && cursor.nameIs(FINISH_REASON)) {
                readFinishReason();
            } else {
                cursor.skip();
            }
        }
    }

    private void readFinishReason() {
        int start = cursor.at();
        boolean text = cursor.peek() == '"';
        int end = cursor.skip();
        if (text && !cursor.broken()) {
            finishReason = FinishReason.of(bytes, start + 1, end - 1);
        }
    }

    private void readMessage() {
        if (!cursor.enterObject()) {
            cursor.skip();
            return;
        }
        int reasoning = 0;
        while (cursor.nextMember()) {
            if (cursor.nameIs(CONTENT)) {
                contentBytes += partBytes(0);
            } else if (cursor.nameIs(REASONING) || cursor.nameIs(REASONING_CONTENT)) {
                // Some servers say the same under both names.
                reasoning = Math.max(reasoning, stringBytes());
            } else if (cursor.nameIs(REFUSAL)) {
                contentBytes += stringBytes();
            } else if (cursor.nameIs(TOOL_CALLS)) {
                readToolCalls();
            } else if (cursor.nameIs(FUNCTION_CALL)) {
                readFunction();
            } else {
                cursor.skip();
            }
        }
        contentBytes += reasoning;
    }

    private void readToolCalls() {
        if (!cursor.enterArray()) {
            cursor.skip();
            return;
        }
        while (cursor.nextElement()) {
            if (!cursor.enterObject()) {
                cursor.skip();
                continue;
            }
            while (cursor.nextMember()) {
                if (cursor.nameIs(FUNCTION)) {
                    readFunction();
                } else {
                    cursor.skip();
                }
            }
        }
    }

    private void readFunction() {
        if (!cursor.enterObject()) {
            cursor.skip();
            return;
        }
        while (cursor.nextMember()) {
            if (cursor.nameIs(NAME) || cursor.nameIs(ARGUMENTS)) {
                contentBytes += stringBytes();
            } else {
                cursor.skip();
            }
        }
    }

    /** The bytes of a text, or of all texts in the parts that stand for it. */
    private int partBytes(int depth) {
        int sum = 0;
        if (depth < PART_DEPTH_MAX && cursor.enterArray()) {
            while (cursor.nextElement()) {
                sum += partBytes(depth + 1);
            }
            return sum;
        }
        if (depth < PART_DEPTH_MAX && cursor.enterObject()) {
            while (cursor.nextMember()) {
                if (cursor.nameIs(TYPE)) {
                    cursor.skip();
                } else {
                    sum += partBytes(depth + 1);
                }
            }
            return sum;
        }
        return stringBytes();
    }

    /** Steps over the value ahead: the bytes of its text, none when it is no string. */
    private int stringBytes() {
        int start = cursor.at();
        boolean text = !cursor.broken() && cursor.peek() == '"';
        int end = cursor.skip();
        return text && !cursor.broken() ? JsonBytes.decodedLength(bytes, start + 1, end - 1) : 0;
    }
}
