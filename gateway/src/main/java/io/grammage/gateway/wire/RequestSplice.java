package io.grammage.gateway.wire;

import static io.grammage.gateway.wire.JsonBytes.ascii;

/** Makes of a caller's body the one that a provider gets. */
public final class RequestSplice {
    private static final byte[] MEMBER_AT_END = ascii(",\"stream_options\":{\"include_usage\":true}");
    private static final byte[] WHOLE_OPTIONS = ascii("{\"include_usage\":true}");
    private static final byte[] ONLY_OPTION = ascii("\"include_usage\":true");
    private static final byte[] FIRST_OPTION = ascii("\"include_usage\":true,");
    private static final byte[] VALUE = ascii("true");

    /** What becomes of {@code stream_options} on the way to the provider. */
    public enum StreamOptions {
        /** As the caller wrote them. */
        KEPT,
        /** With {@code include_usage} true; other options stay. */
        WITH_USAGE,
        /** Left out, for a provider that refuses the field. */
        REMOVED
    }

    private RequestSplice() {}

    /**
     * The changes to a body.
     *
     * @param body the bytes that the envelope was read from
     * @param upstreamModel the provider's name of the model
     */
    public static Splice of(byte[] body, Envelope envelope, JsonString upstreamModel, StreamOptions options) {
        BodyLayout layout = envelope.layout();
        Splice splice = Splice.of(body, 0, layout.length());
        if (!envelope.model().equals(upstreamModel.text())) {
            splice.replace(layout.model(), upstreamModel.json());
        }
        Span member = layout.streamOptions();
        switch (options) {
            case KEPT -> {}
            case WITH_USAGE -> askForUsage(splice, layout);
            case REMOVED -> {
                if (member != null) {
                    splice.cut(JsonBytes.memberWithComma(body, member.start(), member.end(), layout.length()));
                }
            }
        }
        return splice;
    }

    private static void askForUsage(Splice splice, BodyLayout layout) {
        Span span = layout.usageAskingSpan();
        switch (layout.usageAsking()) {
            case ASKED -> {}
            case MEMBER_AT_END -> splice.replace(span, MEMBER_AT_END);
            case WHOLE_OPTIONS -> splice.replace(span, WHOLE_OPTIONS);
            case ONLY_OPTION -> splice.replace(span, ONLY_OPTION);
            case FIRST_OPTION -> splice.replace(span, FIRST_OPTION);
            case VALUE -> splice.replace(span, VALUE);
        }
    }
}
