package io.grammage.gateway.wire;

import static io.grammage.gateway.kernel.Checks.notNegative;
import static io.grammage.gateway.wire.JsonBytes.ascii;

import io.grammage.gateway.kernel.TokenCounts;
import java.util.Optional;

/**
 * The counts of a provider's {@code usage}, as it states them: the prompt with all its sub-counts, which overlap with
 * it and perhaps with each other. A sub-count that the provider does not state is zero.
 *
 * @param prompt {@code prompt_tokens}
 * @param completion {@code completion_tokens}, reasoning included
 * @param cached the part of the prompt that was read from a cache
 * @param cacheWrite the part of the prompt that was written into a cache
 * @param audioInput the part of the prompt that stands for sound
 * @param reasoning the part of the completion that was spent on reasoning
 * @param audioOutput the part of the completion that stands for sound
 */
public record ReportedUsage(
        long prompt, long completion, long cached, long cacheWrite, long audioInput, long reasoning, long audioOutput) {
    /** The greatest count that is believed: beyond it JSON readers disagree on numbers. */
    public static final long COUNT_MAX = 1L << 53;

    private static final byte[] PROMPT_TOKENS = ascii("prompt_tokens");
    private static final byte[] COMPLETION_TOKENS = ascii("completion_tokens");
    private static final byte[] TOTAL_TOKENS = ascii("total_tokens");
    private static final byte[] PROMPT_DETAILS = ascii("prompt_tokens_details");
    private static final byte[] COMPLETION_DETAILS = ascii("completion_tokens_details");
    private static final byte[] CACHED_TOKENS = ascii("cached_tokens");
    private static final byte[] CACHE_WRITE_TOKENS = ascii("cache_write_tokens");
    private static final byte[] AUDIO_TOKENS = ascii("audio_tokens");
    private static final byte[] REASONING_TOKENS = ascii("reasoning_tokens");
    private static final byte[] CACHE_READ_INPUT = ascii("cache_read_input_tokens");
    private static final byte[] CACHE_CREATION_INPUT = ascii("cache_creation_input_tokens");
    private static final byte[] PROMPT_CACHE_HIT = ascii("prompt_cache_hit_tokens");

    public ReportedUsage {
        notNegative(prompt, "prompt");
        notNegative(completion, "completion");
        notNegative(cached, "cached");
        notNegative(cacheWrite, "cacheWrite");
        notNegative(audioInput, "audioInput");
        notNegative(reasoning, "reasoning");
        notNegative(audioOutput, "audioOutput");
    }

    /**
     * The counts that a JSON value states, or none: when it is no object, states neither a prompt nor a total, or states
     * as prompt, completion or total what cannot be a count (negative, fraction, text, above {@link #COUNT_MAX}). An
     * explicit zero is a count.
     *
     * <p>Without {@code prompt_tokens} or {@code completion_tokens}, the missing one is the rest of
     * {@code total_tokens}; a total alone counts as the prompt, as for embeddings. A sub-count that cannot be a count is
     * taken as not stated.
     */
    public static Optional<ReportedUsage> read(byte[] bytes, int from, int to) {
        return new Pass(new JsonCursor(bytes, from, to), bytes).read();
    }

    /**
     * The disjoint counts that are priced. Each part takes at most what the parts before it left of the whole: first
     * cached, then cache writes, then audio; the rest of the prompt is plain input.
     */
    public TokenCounts toTokenCounts() {
        long cachedInput = Math.min(cached, prompt);
        long written = Math.min(cacheWrite, prompt - cachedInput);
        long audio = Math.min(audioInput, prompt - cachedInput - written);
        long input = prompt - cachedInput - written - audio;
        return new TokenCounts(input, cachedInput, written, audio, completion, Math.min(reasoning, completion));
    }

    /** One reading. */
    private static final class Pass {
        private static final long ABSENT = -1;
        private static final long NONSENSE = -2;

        private final JsonCursor cursor;
        private final byte[] bytes;
        private long prompt = ABSENT;
        private long completion = ABSENT;
        private long total = ABSENT;
        private long cached = ABSENT;
        private long cacheRead = ABSENT;
        private long cacheHit = ABSENT;
        private long cacheWrite = ABSENT;
        private long cacheCreation = ABSENT;
        private long audioInput = ABSENT;
        private long reasoning = ABSENT;
        private long audioOutput = ABSENT;

        Pass(JsonCursor cursor, byte[] bytes) {
            this.cursor = cursor;
            this.bytes = bytes;
        }

        Optional<ReportedUsage> read() {
            if (!cursor.enterObject()) {
                return Optional.empty();
            }
            while (cursor.nextMember()) {
                readMember();
            }
            if (!cursor.atEnd() || !complete()) {
                return Optional.empty();
            }
            return Optional.of(new ReportedUsage(
                    prompt,
                    completion,
                    firstStated(cached, cacheRead, cacheHit),
                    firstStated(cacheWrite, cacheCreation),
                    firstStated(audioInput),
                    firstStated(reasoning),
                    firstStated(audioOutput)));
        }

        private void readMember() {
            if (cursor.nameIs(PROMPT_TOKENS)) {
                prompt = count();
            } else if (cursor.nameIs(COMPLETION_TOKENS)) {
                completion = count();
            } else if (cursor.nameIs(TOTAL_TOKENS)) {
                total = count();
            } else if (cursor.nameIs(CACHE_READ_INPUT)) {
                cacheRead = count();
            } else if (cursor.nameIs(CACHE_CREATION_INPUT)) {
                cacheCreation = count();
            } else if (cursor.nameIs(PROMPT_CACHE_HIT)) {
                cacheHit = count();
            } else if (cursor.nameIs(PROMPT_DETAILS) && cursor.enterObject()) {
                readPromptDetails();
            } else if (cursor.nameIs(COMPLETION_DETAILS) && cursor.enterObject()) {
                readCompletionDetails();
            } else {
                cursor.skip();
            }
        }

        private void readPromptDetails() {
            while (cursor.nextMember()) {
                if (cursor.nameIs(CACHED_TOKENS)) {
                    cached = count();
                } else if (cursor.nameIs(CACHE_WRITE_TOKENS)) {
                    cacheWrite = count();
                } else if (cursor.nameIs(AUDIO_TOKENS)) {
                    audioInput = count();
                } else {
                    cursor.skip();
                }
            }
        }

        private void readCompletionDetails() {
            while (cursor.nextMember()) {
                if (cursor.nameIs(REASONING_TOKENS)) {
                    reasoning = count();
                } else if (cursor.nameIs(AUDIO_TOKENS)) {
                    audioOutput = count();
                } else {
                    cursor.skip();
                }
            }
        }

        /** Fills in prompt and completion from the total; whether both are known then. */
        private boolean complete() {
            if (prompt == NONSENSE || completion == NONSENSE || total == NONSENSE) {
                return false;
            }
            if (prompt == ABSENT) {
                if (total == ABSENT || total < completion) {
                    return false;
                }
                prompt = total - Math.max(0, completion);
            }
            if (completion == ABSENT) {
                completion = Math.max(0, total - prompt);
            }
            return true;
        }

        private static long firstStated(long... counts) {
            for (long count : counts) {
                if (count >= 0) {
                    return count;
                }
            }
            return 0;
        }

        private long count() {
            int start = cursor.at();
            byte first = cursor.peek();
            int end = cursor.skip();
            if (first == 'n') {
                return ABSENT;
            }
            long value = 0;
            for (int at = start; at < end; at++) {
                int digit = bytes[at] - '0';
                if (digit < 0 || digit > 9) {
                    return NONSENSE;
                }
                value = value * 10 + digit;
                if (value > COUNT_MAX) {
                    return NONSENSE;
                }
            }
            return value;
        }
    }
}
