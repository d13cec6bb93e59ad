package io.grammage.gateway.billing;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.PriceId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Prices that administrators set: from now on or from a later moment, never for the past. They win over the configuration's while
 * they are in force. Thread-safe; blocking.
 */
public final class PriceDecisions {
    /** How far ahead a price can be set. */
    public static final Duration AHEAD_MAX = Duration.ofDays(3 * 366);

    /** Before and after now, what of the book is in force: longer than a call takes from its beginning until its prices are looked up. */
    static final Duration MARGIN = Duration.ofSeconds(10);

    private static final NavigableMap<Instant, List<Price>> NOTHING =
            Collections.unmodifiableNavigableMap(new TreeMap<>(Map.of(Instant.MIN, List.of())));

    private final PriceStore store;
    private final Clock clock;
    private final Consumer<NavigableMap<Instant, List<Price>>> inForce;
    private @Nullable PriceBook book;
    private NavigableMap<Instant, List<Price>> told = NOTHING;

    /**
     * Decisions over a book.
     *
     * @param inForce is given what is in force about now, by the moment from which on it is, whenever that changes: calls can so be
     *     charged by the moment at which they began
     */
    public PriceDecisions(PriceStore store, Clock clock, Consumer<NavigableMap<Instant, List<Price>>> inForce) {
        this.store = requireNonNull(store, "store");
        this.clock = requireNonNull(clock, "clock");
        this.inForce = requireNonNull(inForce, "inForce");
    }

    /** Puts into force what begins about now, and takes out what ends. To be called well more often than {@link #MARGIN}. */
    public synchronized void refresh() {
        PriceBook known = book;
        if (known == null) {
            known = store.load();
            book = known;
        }
        Instant moment = clock.now();
        NavigableMap<Instant, List<Price>> now = known.decided(moment.minus(MARGIN), moment.plus(MARGIN));
        if (!now.equals(told)) {
            inForce.accept(now);
            told = now;
        }
    }

    /** The book with the configuration's prices. */
    public PriceBook book() {
        return store.load();
    }

    /**
     * Sets a price.
     *
     * @param from null for now
     * @param to null for as long as there is no other
     * @throws GatewayException {@link ErrorCode#INVALID_REQUEST} for a moment that has passed or is too far ahead, {@link
     *     ErrorCode#CONFLICT} when another begins later
     */
    public synchronized BookedPrice set(Price price, @Nullable Instant from, @Nullable Instant to) {
        Instant now = clock.now().truncatedTo(ChronoUnit.MICROS);
        Instant begin = from == null ? now : from;
        if (begin.isBefore(now)) {
            throw refused("valid_from", begin, "now or later: what was used is charged by the price it was used at");
        }
        if (begin.isAfter(now.plus(AHEAD_MAX))) {
            throw refused("valid_from", begin, "at most " + AHEAD_MAX.toDays() + " days ahead");
        }
        if (to != null && !to.isAfter(begin)) {
            throw refused("valid_to", to, "after " + begin);
        }
        BookedPrice booked = new BookedPrice(price, PriceSource.API, begin, to);
        store.book(booked);
        changed();
        return booked;
    }

    /**
     * Ends a price of the API now, or takes back one that has not begun.
     *
     * @throws GatewayException {@link ErrorCode#NOT_FOUND} when there is none that is in force or to come
     */
    public synchronized void end(PriceId id) {
        if (!store.end(id, clock.now().truncatedTo(ChronoUnit.MICROS))) {
            throw new GatewayException(
                    ErrorCode.NOT_FOUND,
                    "No price " + id + " that was set through the API is in force or to come. GET /v1/billing/prices"
                            + " lists them; prices of the configuration end there.");
        }
        changed();
    }

    /** Where the book cannot be read now, the next refresh reads it. */
    private void changed() {
        book = null;
        refresh();
    }

    private static GatewayException refused(String name, Instant value, String expected) {
        return new GatewayException(ErrorCode.INVALID_REQUEST, name + ": " + value + " (expected: " + expected + ").")
                .about(name);
    }
}
