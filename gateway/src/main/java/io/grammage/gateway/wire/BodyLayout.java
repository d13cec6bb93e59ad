package io.grammage.gateway.wire;

import org.jspecify.annotations.Nullable;

/**
 * Where in a request body the few bytes stand that may change.
 *
 * @param length bytes of the body
 * @param model the value of {@code model} with its quotes
 * @param streamOptions the member {@code stream_options}, from its name to the end of its value, or null
 * @param usageAsking how usage in the stream would be asked for
 * @param usageAskingSpan where the text of {@code usageAsking} goes
 */
public record BodyLayout(
        int length, Span model, @Nullable Span streamOptions, UsageAsking usageAsking, Span usageAskingSpan) {

    /** What it takes to make a body ask for {@code stream_options.include_usage}. */
    public enum UsageAsking {
        /** Nothing: it asks already. */
        ASKED,
        /** A member {@code stream_options} before the closing brace: there is none. */
        MEMBER_AT_END,
        /** Another value of {@code stream_options}: it is null. */
        WHOLE_OPTIONS,
        /** The only member of {@code stream_options}: it is empty. */
        ONLY_OPTION,
        /** One more member in front of those of {@code stream_options}. */
        FIRST_OPTION,
        /** Another value of {@code include_usage}: it is false or null. */
        VALUE
    }
}
