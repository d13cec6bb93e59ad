package io.grammage.gateway.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One generated choice, as tokens.
 *
 * @param tool name of the function that is called, or null when {@code tokens} are text
 * @param tokens the text, the refusal, or the arguments of the tool call
 * @param finishReason {@code stop}, {@code length} or {@code tool_calls}
 */
record Choice(
        int index,
        List<String> reasoning,
        @Nullable String tool,
        List<String> tokens,
        boolean refusal,
        String finishReason) {

    /** What is counted as output: reasoning and the rest. */
    int outputTokens() {
        return reasoning.size() + tokens.size();
    }

    /** Output tokens of all of them. */
    static int outputTokens(List<Choice> choices) {
        return choices.stream().mapToInt(Choice::outputTokens).sum();
    }

    /** Reasoning tokens of all of them. */
    static int reasoningTokens(List<Choice> choices) {
        return choices.stream().mapToInt(choice -> choice.reasoning.size()).sum();
    }

    /** The last step of the longest one, or 0. */
    static int lastStep(List<Choice> choices) {
        return Math.max(0, choices.stream().mapToInt(Choice::outputTokens).max().orElse(0) - 1);
    }

    /** The token of that step: the reasoning comes first. */
    String token(int step) {
        return step < reasoning.size() ? reasoning.get(step) : tokens.get(step - reasoning.size());
    }

    /** Characters of the text before the token of that step. */
    int offset(int step) {
        int offset = 0;
        for (String token : tokens.subList(0, step - reasoning.size())) {
            offset += token.length();
        }
        return offset;
    }

    /** Id of the tool call, the same for the same place and arguments. */
    String toolCallId() {
        return "call_" + Long.toHexString(Scramble.mix(index, text()));
    }

    String text() {
        return String.join("", tokens);
    }

    String reasoningText() {
        return String.join("", reasoning);
    }
}
