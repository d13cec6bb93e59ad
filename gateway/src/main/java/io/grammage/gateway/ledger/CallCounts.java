package io.grammage.gateway.ledger;

import static io.grammage.gateway.kernel.Checks.inRange;
import static io.grammage.gateway.kernel.Checks.notNegative;

/**
 * Calls and their tokens.
 *
 * @param promptTokens tokens of prompts, however they are priced
 * @param outputTokens generated tokens
 * @param estimatedTokens those of both that the gateway estimated because the provider did not report them
 * @param weighedTokens those of both that belong to calls with impacts
 */
public record CallCounts(long calls, long promptTokens, long outputTokens, long estimatedTokens, long weighedTokens) {
    public CallCounts {
        notNegative(calls, "calls");
        notNegative(promptTokens, "promptTokens");
        notNegative(outputTokens, "outputTokens");
        long tokens = Math.addExact(promptTokens, outputTokens);
        inRange(estimatedTokens, 0, tokens, "estimatedTokens");
        inRange(weighedTokens, 0, tokens, "weighedTokens");
    }

    /** Prompt and output together. */
    public long tokens() {
        return promptTokens + outputTokens;
    }
}
