package io.grammage.gateway.simulator;

/**
 * What a prompt comes to: its tokens, and a number that stands for its content.
 *
 * @param tokens as {@link PromptMeter} counts them
 * @param seed equal for equal prompts to equal models
 */
record Prompt(long tokens, long seed) {}
