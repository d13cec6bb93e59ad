package io.grammage.gateway.wire;

import static io.grammage.gateway.wire.JsonBytes.ascii;

import org.jspecify.annotations.Nullable;

/**
 * Reads the shape of gathered answers and of the chunks of streamed ones, in one pass without copying. Immutable;
 * thread-safe.
 */
public final class AnswerReader {
    private static final byte[] MODEL = ascii("model");
    private static final byte[] USAGE = ascii("usage");
    private static final byte[] ERROR = ascii("error");
    private static final byte[] OBJECT = ascii("object");
    private static final byte[] CHOICES = ascii("choices");
    private static final byte[] ERROR_OBJECT = ascii("\"error\"");

    private final JsonString publicModel;

    /** A reader of answers to calls of the model with this public name. */
    public AnswerReader(JsonString publicModel) {
        this.publicModel = publicModel;
    }

    /**
     * The shape of the JSON object that the bytes from {@code from} (included) to {@code to} (excluded) are, or null
     * when they are none: such an answer must be passed on as it is.
     */
    public @Nullable AnswerShape read(byte[] bytes, int from, int to) {
        return new Pass(bytes, from, to).read();
    }

    /** One reading. */
    private final class Pass {
        private final byte[] bytes;
        private final int to;
        private final JsonCursor cursor;
        private final ChoicesReader choices;

        private @Nullable Span foreignModel;
        private @Nullable Span usage;
        private int usageMemberStart;
        private boolean error;
        private boolean hasMembers;

        Pass(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.to = to;
            this.cursor = new JsonCursor(bytes, from, to);
            this.choices = new ChoicesReader(bytes, cursor);
        }

        @Nullable
        AnswerShape read() {
            if (!cursor.enterObject()) {
                return null;
            }
            while (cursor.nextMember()) {
                hasMembers = true;
                readMember();
            }
            if (!cursor.atEnd()) {
                return null;
            }
            int closingBrace = cursor.at() - 1;
            Span value = usage;
            return new AnswerShape(
                    foreignModel,
                    value,
                    value == null ? null : JsonBytes.memberWithComma(bytes, usageMemberStart, value.end(), to),
                    value != null && bytes[value.start()] == '{',
                    choices.count(),
                    choices.finishReason(),
                    error,
                    choices.contentBytes(),
                    closingBrace,
                    hasMembers);
        }

        private void readMember() {
            int member = cursor.memberStart();
            int start = cursor.at();
            if (cursor.nameIs(CHOICES)) {
                choices.read();
            } else if (cursor.nameIs(MODEL)) {
                boolean text = cursor.peek() == '"';
                int end = cursor.skip();
                foreignModel = text && !publicModel.hasJson(bytes, start, end) ? new Span(start, end) : null;
            } else if (cursor.nameIs(USAGE)) {
                usageMemberStart = member;
                usage = new Span(start, cursor.skip());
            } else if (cursor.nameIs(ERROR)) {
                error |= cursor.peek() != 'n' && cursor.peek() != 'f';
                cursor.skip();
            } else if (cursor.nameIs(OBJECT)) {
                error |= JsonBytes.means(bytes, start, cursor.skip(), ERROR_OBJECT);
            } else {
                cursor.skip();
            }
        }
    }
}
