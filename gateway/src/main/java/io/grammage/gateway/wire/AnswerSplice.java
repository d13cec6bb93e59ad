package io.grammage.gateway.wire;

import static io.grammage.gateway.wire.JsonBytes.ascii;

/**
 * The two things that change in an answer or chunk: the value of {@code model}, and {@code usage}. Each method asks the
 * splice for its change and returns it; a splice takes one change of usage.
 */
public final class AnswerSplice {
    private static final byte[] USAGE = ascii("\"usage\":");
    private static final byte[] COMMA = {','};

    private AnswerSplice() {}

    /** Puts the public name of the model where the answer has another one. */
    public static Splice renamed(Splice splice, AnswerShape shape, JsonString publicModel) {
        Span model = shape.foreignModel();
        return model == null ? splice : splice.replace(model, publicModel.json());
    }

    /**
     * Puts this usage in place of the answer's, or before the closing brace when the answer has none.
     *
     * @param usage a JSON value
     */
    public static Splice withUsage(Splice splice, AnswerShape shape, byte[] usage) {
        Span value = shape.usage();
        if (value != null) {
            return splice.replace(value, usage);
        }
        int brace = shape.closingBrace();
        if (shape.hasMembers()) {
            splice.insert(brace, COMMA);
        }
        return splice.insert(brace, USAGE).insert(brace, usage);
    }

    /** Leaves the member {@code usage} out, if there is one. */
    public static Splice withoutUsage(Splice splice, AnswerShape shape) {
        Span member = shape.usageMember();
        return member == null ? splice : splice.cut(member);
    }
}
