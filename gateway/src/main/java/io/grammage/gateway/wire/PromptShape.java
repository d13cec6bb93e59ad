package io.grammage.gateway.wire;

import static io.grammage.gateway.kernel.Checks.notNegative;

/**
 * How the prompt is made up, not what it says. The prompt is the value of the field that the endpoint reads: the
 * messages of a chat, the prompt of a completion, the input of an embedding.
 *
 * @param messages how many messages there are
 * @param inputs how many times the model runs, at least 1: an array of token numbers is one input, an array of texts or
 *     arrays as many as it has elements, a chat is one
 * @param media whether a part occurs that is not known to be text (image, audio, file, ...), inline or remote
 * @param span where the prompt stands in the body; empty when there is none
 */
public record PromptShape(int messages, int inputs, boolean media, Span span) {
    public PromptShape {
        notNegative(messages, "messages");
        if (inputs < 1) {
            throw new IllegalArgumentException("inputs: " + inputs + " (expected: >= 1)");
        }
    }
}
