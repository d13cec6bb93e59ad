package io.grammage.gateway.ledger;

import static io.grammage.gateway.kernel.Checks.notNegative;
import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * How much of one unit was consumed at one price, and the charge for it at list price.
 *
 * @param charge exact, in the currency of the key; zero where the key has no price
 */
public record UsageRollup(UsageKey key, long quantity, BigDecimal charge) {
    public UsageRollup {
        requireNonNull(key, "key");
        notNegative(quantity, "quantity");
        requireNonNull(charge, "charge");
    }
}
