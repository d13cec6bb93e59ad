package io.grammage.gateway.billing;

import static io.grammage.gateway.kernel.Checks.inRange;
import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.UsageUnit;

/**
 * What an organization consumes without paying, over all of its models and projects: the dearest first.
 *
 * @param renewal when it is given
 * @param tokens of all token types together
 * @param audioMinutes of sound that is priced by its length
 */
public record FreeTier(Renewal renewal, long tokens, long audioMinutes) {
    /** No free tier. */
    public static final FreeTier NONE = new FreeTier(Renewal.NONE, 0, 0);

    private static final long TOKENS_MAX = 1_000_000_000_000_000L;
    private static final long AUDIO_MINUTES_MAX = 1_000_000_000L;
    private static final long SECONDS_PER_MINUTE = 60;
    private static final long MILLION = 1_000_000;

    /** When an organization is given its free tier. */
    public enum Renewal {
        /** Never. */
        NONE,
        /** Once, until it is used up. */
        ONCE,
        /** Each month anew; what is left of it is lost. */
        MONTHLY
    }

    public FreeTier {
        requireNonNull(renewal, "renewal");
        inRange(tokens, 0, TOKENS_MAX, "tokens");
        inRange(audioMinutes, 0, AUDIO_MINUTES_MAX, "audioMinutes");
    }

    /** What it offers of a unit, such as: First 1M tokens for free. */
    public String offer(UsageUnit unit) {
        if (!unit.isToken()) {
            return "First " + LineText.number(audioMinutes) + " minutes of audio for free";
        }
        String amount = tokens % MILLION == 0 ? tokens / MILLION + "M" : LineText.number(tokens);
        return "First " + amount + " tokens for free";
    }

    /**
     * What is left of it for a month.
     *
     * @param used what the organization consumed in all months before, and what of it final bills of later months covered; counts only
     *     where the tier is given once
     */
    FreeAllowance leftAfter(FreeAllowance used) {
        FreeAllowance whole = new FreeAllowance(tokens, audioMinutes * SECONDS_PER_MINUTE);
        return switch (renewal) {
            case NONE -> FreeAllowance.NOTHING;
            case MONTHLY -> whole;
            case ONCE -> whole.minus(used);
        };
    }
}
