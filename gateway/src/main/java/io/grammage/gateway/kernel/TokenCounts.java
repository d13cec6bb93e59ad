package io.grammage.gateway.kernel;

import static io.grammage.gateway.kernel.Checks.notNegative;

/**
 * Tokens of a call by type. The first five are disjoint and add up; {@code reasoning} is the part of {@code output}
 * that was spent on reasoning, shown and never added.
 */
public record TokenCounts(long input, long cachedInput, long cacheWrite, long audioInput, long output, long reasoning) {

    /** No tokens at all. An explicit zero of a provider is this value too: a count, not the lack of one. */
    public static final TokenCounts ZERO = new TokenCounts(0, 0, 0, 0, 0, 0);

    public TokenCounts {
        notNegative(input, "input");
        notNegative(cachedInput, "cachedInput");
        notNegative(cacheWrite, "cacheWrite");
        notNegative(audioInput, "audioInput");
        notNegative(output, "output");
        notNegative(reasoning, "reasoning");
    }

    /** Counts of plain text: so many tokens in, so many out. */
    public static TokenCounts of(long input, long output) {
        return new TokenCounts(input, 0, 0, 0, output, 0);
    }

    /** All tokens of the prompt, however they are priced: what the OpenAI format calls {@code prompt_tokens}. */
    public long prompt() {
        return input + cachedInput + cacheWrite + audioInput;
    }

    public long total() {
        return prompt() + output;
    }

    /**
     * The count of one token type.
     *
     * @throws IllegalArgumentException when the unit does not count tokens
     */
    public long count(UsageUnit type) {
        return switch (type) {
            case INPUT -> input;
            case CACHED_INPUT -> cachedInput;
            case CACHE_WRITE -> cacheWrite;
            case AUDIO_INPUT -> audioInput;
            case OUTPUT -> output;
            case AUDIO_SECOND, IMAGE, DOCUMENT ->
                throw new IllegalArgumentException("type: " + type.wireName() + " (expected: a token type)");
        };
    }
}
