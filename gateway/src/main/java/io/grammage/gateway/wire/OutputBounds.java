package io.grammage.gateway.wire;

import static io.grammage.gateway.kernel.Checks.inRange;

/**
 * What the caller says about how much may be generated. A field that is absent or null is {@link #ABSENT}.
 *
 * @param n answers asked for, 1 to {@value #CHOICES_MAX}
 * @param bestOf candidates generated, 0 to {@value #CHOICES_MAX}
 * @param maxTokens the field {@code max_tokens}, 0 to {@value #TOKENS_MAX}
 * @param maxCompletionTokens the field {@code max_completion_tokens}, 0 to {@value #TOKENS_MAX}
 */
public record OutputBounds(long n, long bestOf, long maxTokens, long maxCompletionTokens) {
    public static final long ABSENT = -1;
    public static final long CHOICES_MAX = 128;
    public static final long TOKENS_MAX = 1_000_000_000;

    public OutputBounds {
        inRange(n, ABSENT, CHOICES_MAX, "n");
        inRange(bestOf, ABSENT, CHOICES_MAX, "best_of");
        inRange(maxTokens, ABSENT, TOKENS_MAX, "max_tokens");
        inRange(maxCompletionTokens, ABSENT, TOKENS_MAX, "max_completion_tokens");
    }

    /** How many answers are generated for each input: the greater of {@code n} and {@code best_of}, at least one. */
    public long choices() {
        return Math.max(1, Math.max(n, bestOf));
    }

    /** The most tokens of one answer, {@code max_completion_tokens} before {@code max_tokens}, or {@link #ABSENT}. */
    public long tokensPerChoice() {
        return maxCompletionTokens == ABSENT ? maxTokens : maxCompletionTokens;
    }
}
