package io.grammage.gateway.kernel;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Currency;

/** An exact amount of a currency. Amounts of two currencies are never added. */
public record Money(BigDecimal amount, Currency currency) {
    /** The most decimals an amount has anywhere: a price per million has {@value Price#SCALE_MAX}, a token six more. */
    public static final int SCALE_MAX = 12;

    public Money {
        requireNonNull(currency, "currency");
        if (amount.scale() > SCALE_MAX && amount.stripTrailingZeros().scale() > SCALE_MAX) {
            throw new IllegalArgumentException(
                    "amount: " + amount.toPlainString() + " (expected: at most " + SCALE_MAX + " decimals)");
        }
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /**
     * The sum.
     *
     * @throws IllegalArgumentException when the currencies differ
     */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("currency: " + other.currency + " (expected: " + currency + ")");
        }
        return new Money(amount.add(other.amount), currency);
    }
}
