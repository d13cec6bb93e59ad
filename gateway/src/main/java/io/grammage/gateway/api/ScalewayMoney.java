package io.grammage.gateway.api;

import io.grammage.gateway.billing.Bill;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount in the shape of Scaleway's APIs.
 *
 * @param units whole units, rounded towards zero
 * @param nanos what is left, in 10^-9, of the same sign
 */
record ScalewayMoney(String currencyCode, long units, int nanos) {
    private static final int NANO_DIGITS = 9;

    /** An amount of a bill. */
    static ScalewayMoney of(Bill bill, BigDecimal amount) {
        return of(bill.currency(), amount);
    }

    /** An amount, exactly: no currency has cents of less than 10^-9. */
    static ScalewayMoney of(Currency currency, BigDecimal amount) {
        BigDecimal units = amount.setScale(0, RoundingMode.DOWN);
        int nanos = amount.subtract(units).movePointRight(NANO_DIGITS).intValueExact();
        return new ScalewayMoney(currency.getCurrencyCode(), units.longValueExact(), nanos);
    }
}
