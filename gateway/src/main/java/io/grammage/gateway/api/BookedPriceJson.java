package io.grammage.gateway.api;

import io.grammage.gateway.billing.BookedPrice;
import io.grammage.gateway.billing.PriceBook;
import io.grammage.gateway.kernel.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An entry of the price book. */
record BookedPriceJson(
        String object,
        String id,
        String model,
        String unit,
        String mode,
        BigDecimal price,
        int per,
        String currency,
        String source,
        String validFrom,
        @Nullable String validTo,
        String state) {
    static BookedPriceJson of(BookedPrice entry, PriceBook book, Instant now, Currency charged) {
        Price price = entry.price();
        Instant to = entry.to();
        return new BookedPriceJson(
                "price",
                price.id().toString(),
                price.model(),
                price.unit().wireName(),
                price.mode().wireName(),
                price.unitPrice(),
                price.unit().pricedQuantity(),
                price.currency().getCurrencyCode(),
                entry.source().wireName(),
                entry.from().toString(),
                to == null ? null : to.toString(),
                book.state(entry, now, charged).name().toLowerCase(Locale.ROOT));
    }
}
