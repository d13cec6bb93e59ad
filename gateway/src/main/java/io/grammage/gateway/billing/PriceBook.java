package io.grammage.gateway.billing;

import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.PriceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All prices that were ever in force: what usage of the past is billed by. Immutable. */
public final class PriceBook {
    private final List<BookedPrice> entries;
    private final Map<PriceId, Price> byId = new HashMap<>();

    /** A book of these entries. */
    public PriceBook(List<BookedPrice> entries) {
        this.entries = List.copyOf(entries);
        for (BookedPrice entry : entries) {
            byId.put(entry.price().id(), entry.price());
        }
    }

    /** All entries, the oldest first. */
    public List<BookedPrice> entries() {
        return entries;
    }

    /**
     * The price of that id.
     *
     * @throws IllegalStateException when it is not in the book, which takes every price before it is put into force
     */
    Price price(PriceId id) {
        Price price = byId.get(id);
        if (price == null) {
            throw new IllegalStateException(id + " is in the ledger and not in the price book");
        }
        return price;
    }
}
