package io.grammage.gateway.kernel;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

/**
 * What a call costs at list price, pro rata: one line for each unit of which the call consumed any, in the order of
 * {@link UsageUnit}. Lines carry all quantities, priced or not, so that consumption can be summed from charges alone.
 */
public record Charge(Currency currency, List<ChargeLine> lines) {
    public Charge {
        requireNonNull(currency, "currency");
        lines = List.copyOf(lines);
    }

    /** Nothing was consumed. */
    public static Charge none(Currency currency) {
        return new Charge(currency, List.of());
    }

    /** The sum of the lines. */
    public Money total() {
        BigDecimal sum = BigDecimal.ZERO;
        for (ChargeLine line : lines) {
            sum = sum.add(line.amount());
        }
        return new Money(sum, currency);
    }

    /** Whether every line has a price. True also when nothing was consumed. */
    public boolean isPriced() {
        for (ChargeLine line : lines) {
            if (line.price() == null) {
                return false;
            }
        }
        return true;
    }
}
