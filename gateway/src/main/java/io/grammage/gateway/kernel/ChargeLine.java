package io.grammage.gateway.kernel;

import static io.grammage.gateway.kernel.Checks.notNegative;
import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A quantity of one unit and what it costs.
 *
 * @param price the price that was applied, or null where the model has none for this unit: then the amount is zero and
 *     reports say "no price"
 * @param amount pro rata, exact, in the currency of the charge
 */
public record ChargeLine(
        UsageUnit unit, long quantity, @Nullable PriceId price, BigDecimal amount) {
    public ChargeLine {
        requireNonNull(unit, "unit");
        notNegative(quantity, "quantity");
        requireNonNull(amount, "amount");
        if (price == null && amount.signum() != 0) {
            throw new IllegalArgumentException("amount: " + amount.toPlainString() + " (expected: 0 without a price)");
        }
    }
}
