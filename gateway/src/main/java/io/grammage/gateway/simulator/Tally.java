package io.grammage.gateway.simulator;

/**
 * What a piece of an answer counts for once its last byte has left.
 *
 * @param contentBytes bytes of generated text in UTF-8: content, reasoning, refusal, tool arguments
 * @param usage whether a usage other than null is in it
 */
record Tally(int events, int outputTokens, int reasoningTokens, int contentBytes, boolean usage) {
    static final Tally NONE = new Tally(0, 0, 0, 0, false);
    static final Tally EVENT = new Tally(1, 0, 0, 0, false);
}
