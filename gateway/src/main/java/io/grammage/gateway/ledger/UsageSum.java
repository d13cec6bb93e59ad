package io.grammage.gateway.ledger;

import java.math.BigDecimal;

/** A {@link UsageRollup} while it grows. */
final class UsageSum {
    private long quantity;
    private BigDecimal charge = BigDecimal.ZERO;

    void add(long moreQuantity, BigDecimal moreCharge) {
        quantity = ExactSum.of(quantity, moreQuantity, "quantity");
        charge = charge.add(moreCharge);
    }

    UsageRollup rollup(UsageKey key) {
        return new UsageRollup(key, quantity, charge);
    }
}
