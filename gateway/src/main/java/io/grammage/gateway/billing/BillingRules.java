package io.grammage.gateway.billing;

import static io.grammage.gateway.kernel.Checks.inRange;
import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.UsageUnit;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How consumption becomes a bill.
 *
 * @param currency of the prices in force; what was charged in another one before makes a bill of its own
 * @param slice the smallest billed quantity of tokens: each line is rounded up to whole slices
 * @param closeAfter how long after the end of its month a bill becomes final
 * @param tax null where none is added
 * @param issuer null where none is named
 */
public record BillingRules(
        Currency currency,
        long slice,
        FreeTier freeTier,
        Duration closeAfter,
        @Nullable Tax tax,
        List<Adjustment> adjustments,
        @Nullable Issuer issuer) {
    private static final long SLICE_MAX = 1_000_000_000L;
    /** Sound is billed by the minute. */
    private static final long AUDIO_SLICE_SECONDS = 60;

    public BillingRules {
        requireNonNull(currency, "currency");
        inRange(slice, 1, SLICE_MAX, "slice");
        requireNonNull(freeTier, "freeTier");
        if (closeAfter.isNegative()) {
            throw new IllegalArgumentException("closeAfter: " + closeAfter + " (expected: zero or more)");
        }
        adjustments = List.copyOf(adjustments);
    }

    /** The smallest billed quantity of a unit. */
    long sliceOf(UsageUnit unit) {
        if (unit.isToken()) {
            return slice;
        }
        return unit == UsageUnit.AUDIO_SECOND ? AUDIO_SLICE_SECONDS : 1;
    }
}
