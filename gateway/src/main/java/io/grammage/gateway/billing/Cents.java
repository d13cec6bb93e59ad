package io.grammage.gateway.billing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;

/** Whole cents, or whatever the smallest coin of a currency is. */
final class Cents {
    private Cents() {}

    /** The amount, rounded up. */
    static BigDecimal up(BigDecimal amount, Currency currency) {
        return amount.setScale(scale(currency), RoundingMode.CEILING);
    }

    /** The nearest amount; the half is rounded away from zero. */
    static BigDecimal nearest(BigDecimal amount, Currency currency) {
        return amount.setScale(scale(currency), RoundingMode.HALF_UP);
    }

    static BigDecimal zero(Currency currency) {
        return BigDecimal.ZERO.setScale(scale(currency));
    }

    private static int scale(Currency currency) {
        return Math.max(0, currency.getDefaultFractionDigits());
    }

    /**
     * Splits an amount in proportion to weights, in whole cents that add up to it: each share is rounded down, and the cents that
     * are left go to the largest remainders, the earlier first among equals. No share exceeds its weight where the amount does not
     * exceed their sum.
     *
     * @param amount in whole cents, zero or more
     * @param weights in whole cents, zero or more; not all zero unless the amount is
     */
    static List<BigDecimal> split(BigDecimal amount, List<BigDecimal> weights) {
        int scale = amount.scale();
        BigInteger cents = amount.unscaledValue();
        List<BigInteger> parts = weights.stream()
                .map(weight -> weight.setScale(scale).unscaledValue())
                .toList();
        BigInteger sum = parts.stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.signum() == 0) {
            return weights.stream()
                    .map(weight -> BigDecimal.ZERO.setScale(scale))
                    .toList();
        }
        List<BigInteger> shares = new ArrayList<>(parts.size());
        List<BigInteger> remainders = new ArrayList<>(parts.size());
        BigInteger left = cents;
        for (BigInteger part : parts) {
            BigInteger[] share = cents.multiply(part).divideAndRemainder(sum);
            shares.add(share[0]);
            remainders.add(share[1]);
            left = left.subtract(share[0]);
        }
        List<Integer> byRemainder = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            byRemainder.add(i);
        }
        byRemainder.sort(Comparator.comparing(remainders::get, Comparator.reverseOrder()));
        for (int i = 0; i < left.intValueExact(); i++) {
            int index = byRemainder.get(i);
            shares.set(index, shares.get(index).add(BigInteger.ONE));
        }
        return shares.stream().map(share -> new BigDecimal(share, scale)).toList();
    }
}
