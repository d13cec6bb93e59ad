package io.grammage.gateway.billing;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.kernel.Charge;
import io.grammage.gateway.kernel.ChargeLine;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.Pricing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prices a call pro rata by the prices that its model carries in the catalog: exactly, without slices, free tier or tax.
 * One unit never borrows the price of another. Immutable, safe on any thread.
 */
public final class ListPricing implements Pricing {
    private static final UsageUnit[] UNITS = UsageUnit.values();

    private final Currency currency;

    /**
     * Prices in the currency of each model's prices.
     *
     * @param currency of the charges of models without any price
     */
    public ListPricing(Currency currency) {
        this.currency = requireNonNull(currency, "currency");
    }

    @Override
    public Charge price(Model model, Mode mode, Consumption consumption) {
        List<Price> prices = model.prices();
        List<ChargeLine> lines = new ArrayList<>(3);
        for (UsageUnit unit : UNITS) {
            long quantity = consumption.quantity(unit);
            if (quantity > 0) {
                lines.add(line(unit, quantity, model.price(unit, mode)));
            }
        }
        return new Charge(prices.isEmpty() ? currency : prices.getFirst().currency(), lines);
    }

    private static ChargeLine line(UsageUnit unit, long quantity, @Nullable Price price) {
        return price == null
                ? new ChargeLine(unit, quantity, null, BigDecimal.ZERO)
                : new ChargeLine(unit, quantity, price.id(), price.amount(quantity));
    }
}
