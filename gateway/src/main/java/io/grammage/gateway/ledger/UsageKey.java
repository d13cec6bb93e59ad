package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.PriceId;
import io.grammage.gateway.kernel.UsageUnit;
import java.util.Comparator;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link UsageRollup} sums. Ordered part by part, absent parts first.
 *
 * @param price null where no price was applied
 */
public record UsageKey(
        RollupGroup group, Mode mode, @Nullable PriceId price, Currency currency, UsageUnit unit)
        implements Comparable<UsageKey> {
    private static final Comparator<UsageKey> ORDER = Comparator.comparing(UsageKey::group)
            .thenComparing(UsageKey::mode)
            .thenComparing(UsageKey::price, KeyOrder.PRICES)
            .thenComparing(key -> key.currency().getCurrencyCode())
            .thenComparing(UsageKey::unit);

    public UsageKey {
        requireNonNull(group, "group");
        requireNonNull(mode, "mode");
        requireNonNull(currency, "currency");
        requireNonNull(unit, "unit");
    }

    @Override
    public int compareTo(UsageKey other) {
        return ORDER.compare(this, other);
    }
}
