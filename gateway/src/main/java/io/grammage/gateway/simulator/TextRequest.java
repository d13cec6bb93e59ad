package io.grammage.gateway.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request for text, chat or not.
 *
 * @param chat whether it asks for a chat completion
 * @param prompts one for chat, one or more for completions
 * @param choices choices per prompt, {@code n}
 * @param maxTokens most output tokens per choice, or -1
 * @param logprobs alternatives per token to report, or -1 for no log probabilities
 * @param effort {@code reasoning_effort}, or null when the answer is not to be reasoned about
 * @param shape what the answer is to look like
 */
record TextRequest(
        boolean chat,
        String model,
        List<Prompt> prompts,
        int choices,
        long maxTokens,
        int logprobs,
        @Nullable String effort,
        Shape shape,
        Streaming streaming) {

    /** What an answer looks like. */
    sealed interface Shape {
        /** Words. */
        record Words() implements Shape {}

        /** JSON; any object if the schema is null. */
        record JsonText(@Nullable JsonNode schema) implements Shape {}

        /** A call of that function with arguments that fit its schema. */
        record ToolCall(String name, @Nullable JsonNode schema) implements Shape {}
    }

    /**
     * How the answer is to come.
     *
     * @param optionsPresent whether the request has {@code stream_options} at all
     */
    record Streaming(boolean requested, boolean optionsPresent, boolean includeUsage) {}

    /** Tokens of all prompts. */
    long promptTokens() {
        long sum = 0;
        for (Prompt prompt : prompts) {
            sum += prompt.tokens();
        }
        return sum;
    }
}
