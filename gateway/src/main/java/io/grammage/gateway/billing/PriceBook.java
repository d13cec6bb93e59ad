package io.grammage.gateway.billing;

import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.PriceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All prices that were ever in force, and those to come: what usage of the past is billed by. Immutable. */
public final class PriceBook {
    private final Map<PriceId, Price> byId = new HashMap<>();
    private final List<BookedPrice> entries;

    /**
     * A book.
     *
     * @param prices all that were ever booked, also those that were taken back before they came into force
     * @param entries the spans of time in which they are in force, the oldest first
     */
    public PriceBook(List<Price> prices, List<BookedPrice> entries) {
        for (Price price : prices) {
            byId.put(price.id(), price);
        }
        this.entries = List.copyOf(entries);
    }

    /** How an entry stands at a moment. */
    public enum State {
        PAST,
        IN_FORCE,
        /** Of the configuration, while one of the API for the same model, unit and mode is in force. */
        OVERRIDDEN,
        SCHEDULED
    }

    /** All entries, the oldest first. */
    public List<BookedPrice> entries() {
        return entries;
    }

    /** The prices that the API had put into force at a moment: at most one for each model, unit and mode. */
    public List<Price> decided(Instant moment) {
        return entries.stream()
                .filter(entry -> entry.source() == PriceSource.API && entry.covers(moment))
                .map(BookedPrice::price)
                .toList();
    }

    /** How an entry of this book stands at a moment. */
    public State state(BookedPrice entry, Instant moment) {
        if (entry.from().isAfter(moment)) {
            return State.SCHEDULED;
        }
        if (!entry.covers(moment)) {
            return State.PAST;
        }
        boolean overridden = entry.source() == PriceSource.CONFIG
                && entries.stream()
                        .anyMatch(other ->
                                other.source() == PriceSource.API && other.covers(moment) && other.competesWith(entry));
        return overridden ? State.OVERRIDDEN : State.IN_FORCE;
    }

    /** The price of that id, or null when it never was in the book. */
    public @Nullable Price find(PriceId id) {
        return byId.get(id);
    }

    /**
     * The price of that id.
     *
     * @throws IllegalStateException when it is not in the book, which takes every price before it is put into force
     */
    Price price(PriceId id) {
        Price price = find(id);
        if (price == null) {
            throw new IllegalStateException(id + " is in the ledger and not in the price book");
        }
        return price;
    }
}
