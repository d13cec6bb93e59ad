package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link CallRollup} sums. Ordered part by part, absent parts first.
 *
 * @param zone the code of the electricity zone, or null where no provider was reached
 * @param method the method that estimated the impacts, or null for calls whose impacts were not estimated
 */
public record CallKey(
        RollupGroup group, @Nullable String zone, @Nullable String method, StatusClass statusClass)
        implements Comparable<CallKey> {
    private static final Comparator<CallKey> ORDER = Comparator.comparing(CallKey::group)
            .thenComparing(CallKey::zone, KeyOrder.NAMES)
            .thenComparing(CallKey::method, KeyOrder.NAMES)
            .thenComparing(CallKey::statusClass);

    public CallKey {
        requireNonNull(group, "group");
        requireNonNull(statusClass, "statusClass");
    }

    @Override
    public int compareTo(CallKey other) {
        return ORDER.compare(this, other);
    }
}
