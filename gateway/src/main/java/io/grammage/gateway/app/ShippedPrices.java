package io.grammage.gateway.app;

import io.grammage.gateway.config.BillingKeys;
import io.grammage.gateway.config.ConfigFile;
import io.grammage.gateway.config.Located;
import io.grammage.gateway.config.ModelKeys;
import io.grammage.gateway.config.PriceBookKeys;
import io.grammage.gateway.config.Problems;
import io.grammage.gateway.config.Section;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The prices of the book that {@code billing.price_book} names, for models that have none of their own. Immutable. */
final class ShippedPrices {
    private final Map<String, Section> byModel = new HashMap<>();

    private ShippedPrices() {}

    /** Reads the book; a currency that differs from that of the bills is an error. */
    static ShippedPrices of(Section billing, Problems problems) {
        String name = billing.value(BillingKeys.PRICE_BOOK);
        ShippedPrices prices = new ShippedPrices();
        if (!name.equals("none")) {
            Section book = book(name);
            String currency = book.value(PriceBookKeys.CURRENCY);
            if (currency.equals(billing.value(BillingKeys.CURRENCY))) {
                prices.add(book);
            } else {
                problems.error(
                        billing.placeOf(BillingKeys.PRICE_BOOK),
                        name + " (expected: none, for its prices are in " + currency + " and billing.currency is "
                                + billing.value(BillingKeys.CURRENCY) + ")");
            }
        }
        return prices;
    }

    private void add(Section book) {
        for (Located<Section> model : book.value(PriceBookKeys.MODELS)) {
            byModel.put(
                    model.value().value(PriceBookKeys.Models.NAME),
                    model.value().section(PriceBookKeys.Models.PRICES));
        }
    }

    private static Section book(String name) {
        String resource = "price-book-" + name + ".yml";
        try (InputStream in = ShippedPrices.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "resource: " + resource + " is missing (expected: in the program's jar)");
            }
            return ConfigFile.priceBook(resource, in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("resource " + resource + " cannot be read", e);
        }
    }

    /** The prices of a model under its name or, where there are none, the first of its aliases that has some; null: none. */
    @Nullable
    Section find(Section model) {
        Section found = byModel.get(model.value(ModelKeys.NAME));
        for (Located<String> alias : model.value(ModelKeys.ALIASES)) {
            if (found != null) {
                break;
            }
            found = byModel.get(alias.value());
        }
        return found;
    }
}
