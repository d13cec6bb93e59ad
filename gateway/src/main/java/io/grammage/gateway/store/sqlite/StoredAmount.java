package io.grammage.gateway.store.sqlite;

import io.grammage.gateway.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of money as two integers that add exactly in SQL: whole units, rounded down, and the rest in parts of 10^-12.
 *
 * @param pico 0 to 999,999,999,999; more only in a sum of columns, before it is carried
 */
record StoredAmount(long units, long pico) {
    /** Parts of a unit. */
    static final long PICO_PER_UNIT = 1_000_000_000_000L;

    /**
     * Splits an amount.
     *
     * @throws IllegalArgumentException when it has more than {@value Money#SCALE_MAX} decimals or exceeds 63 bits of units
     */
    static StoredAmount of(BigDecimal amount) {
        try {
            BigDecimal units = amount.setScale(0, RoundingMode.FLOOR);
            BigDecimal pico = amount.subtract(units).movePointRight(Money.SCALE_MAX);
            return new StoredAmount(units.longValueExact(), pico.longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "amount: " + amount + " (expected: at most " + Money.SCALE_MAX + " decimals, below 2^63)", e);
        }
    }

    BigDecimal amount() {
        return BigDecimal.valueOf(pico, Money.SCALE_MAX).add(BigDecimal.valueOf(units));
    }
}
