package io.grammage.gateway.billing;

import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.PriceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All prices that were ever in force, and those to come: what usage of the past is billed by. Immutable. */
public final class PriceBook {
    private final Map<PriceId, Price> byId = new HashMap<>();
    private final List<BookedPrice> entries;

    /**
     * A book.
     *
     * @param prices all that were ever booked, also those that were taken back before they came into force
     * @param entries the spans of time in which they are in force, the oldest first; those of the API as they were set, whatever was set
     *     later
     */
    public PriceBook(List<Price> prices, List<BookedPrice> entries) {
        for (Price price : prices) {
            byId.put(price.id(), price);
        }
        this.entries = ended(entries);
    }

    /** How an entry stands at a moment. */
    public enum State {
        PAST,
        IN_FORCE,
        /** Of the configuration, while one of the API for the same model, unit and mode is in force. */
        OVERRIDDEN,
        /** In another currency than the one that calls are charged in, and so not put into force. */
        OTHER_CURRENCY,
        SCHEDULED
    }

    /** Entries of the API end where the next one for the same begins; taken back, that one leaves no trace. */
    private static List<BookedPrice> ended(List<BookedPrice> entries) {
        List<BookedPrice> ended = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            ended.add(ended(entries.get(i), entries.subList(i + 1, entries.size())));
        }
        return List.copyOf(ended);
    }

    private static BookedPrice ended(BookedPrice entry, List<BookedPrice> later) {
        if (entry.source() != PriceSource.API) {
            return entry;
        }
        for (BookedPrice next : later) {
            if (next.source() == PriceSource.API
                    && next.price().isForSame(entry.price())
                    && entry.from().isBefore(next.from())) {
                return entry.covers(next.from()) ? entry.until(next.from()) : entry;
            }
        }
        return entry;
    }

    /** All entries, the oldest first. */
    public List<BookedPrice> entries() {
        return entries;
    }

    /** The entries for the same model, unit and mode as a price, the oldest first. */
    public List<BookedPrice> entries(Price same) {
        return entries.stream().filter(entry -> entry.price().isForSame(same)).toList();
    }

    /**
     * What the API decided from one moment to another: the prices that it has in force, at most one for each model, unit and mode,
     * under each moment at which they change, and under {@link Instant#MIN} those of the first moment.
     */
    public NavigableMap<Instant, List<Price>> decided(Instant from, Instant to) {
        NavigableMap<Instant, List<Price>> decided = new TreeMap<>();
        decided.put(Instant.MIN, decided(from));
        for (BookedPrice entry : entries) {
            if (entry.source() == PriceSource.API) {
                Instant end = entry.to();
                Stream.of(entry.from(), end == null ? Instant.MIN : end)
                        .filter(moment -> moment.isAfter(from) && !moment.isAfter(to))
                        .forEach(moment -> decided.computeIfAbsent(moment, this::decided));
            }
        }
        return Collections.unmodifiableNavigableMap(decided);
    }

    private List<Price> decided(Instant moment) {
        return entries.stream()
                .filter(entry -> entry.source() == PriceSource.API && entry.covers(moment))
                .map(BookedPrice::price)
                .toList();
    }

    /**
     * How an entry of this book stands at a moment.
     *
     * @param charged the currency that calls are charged in
     */
    public State state(BookedPrice entry, Instant moment, Currency charged) {
        if (entry.from().isAfter(moment)) {
            return State.SCHEDULED;
        }
        if (!entry.covers(moment)) {
            return State.PAST;
        }
        if (!entry.price().currency().equals(charged)) {
            return State.OTHER_CURRENCY;
        }
        boolean overridden = entry.source() == PriceSource.CONFIG
                && decided(moment).stream()
                        .anyMatch(decided -> decided.isForSame(entry.price())
                                && decided.currency().equals(charged));
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
