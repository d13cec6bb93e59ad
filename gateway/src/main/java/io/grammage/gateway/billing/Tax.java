package io.grammage.gateway.billing;

import static io.grammage.gateway.kernel.Checks.notBlank;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * What is added to a bill for the state.
 *
 * @param description as it is printed, such as VAT
 * @param percent of the untaxed total: 0 to 100
 */
public record Tax(String description, BigDecimal percent) {
    private static final int DESCRIPTION_LENGTH_MAX = 100;
    private static final BigDecimal PERCENT_MAX = BigDecimal.valueOf(100);

    public Tax {
        notBlank(description, DESCRIPTION_LENGTH_MAX, "tax description");
        if (percent.signum() < 0 || percent.compareTo(PERCENT_MAX) > 0) {
            throw new IllegalArgumentException(
                    "tax percent: " + percent.toPlainString() + " (expected: 0 to " + PERCENT_MAX + ")");
        }
    }

    /** The tax on an amount, to the nearest cent; half a cent is a cent. */
    BigDecimal on(BigDecimal untaxed, Currency currency) {
        return Cents.nearest(untaxed.multiply(percent).movePointLeft(2), currency);
    }
}
