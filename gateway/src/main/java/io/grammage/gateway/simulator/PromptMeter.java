package io.grammage.gateway.simulator;

/**
 * Counts the tokens of one prompt by a rule that a test can recompute:
 *
 * <pre>tokens = ceil(UTF-8 bytes of all texts / 4) + 4 per message + 256 per media part</pre>
 *
 * <p>A prompt given as tokens counts as many as there are. Not thread-safe.
 */
final class PromptMeter {
    private static final int BYTES_PER_TOKEN = 4;
    private static final int TOKENS_PER_MESSAGE = 4;
    private static final int TOKENS_PER_MEDIA_PART = 256;

    private long bytes;
    private long otherTokens;
    private long seed;

    PromptMeter(String model) {
        seed = Scramble.mix(1, model);
    }

    void message(String role) {
        otherTokens += TOKENS_PER_MESSAGE;
        seed = Scramble.mix(seed, role);
    }

    void text(String text) {
        bytes += Utf8.length(text);
        seed = Scramble.mix(seed, text);
    }

    void mediaPart() {
        otherTokens += TOKENS_PER_MEDIA_PART;
        seed = Scramble.mix(seed, 2);
    }

    void token(long id) {
        otherTokens++;
        seed = Scramble.mix(seed, id);
    }

    /** Lets the answer depend on one more number, without counting it. */
    void vary(long number) {
        seed = Scramble.mix(seed, number);
    }

    Prompt prompt() {
        return new Prompt(Math.ceilDiv(bytes, BYTES_PER_TOKEN) + otherTokens, seed);
    }
}
