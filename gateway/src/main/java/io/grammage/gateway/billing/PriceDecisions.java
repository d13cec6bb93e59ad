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
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Prices that administrators set: from now on or from a later moment, never for the past. They win over the configuration's while
 * they are in force. Thread-safe; blocking.
 */
public final class PriceDecisions {
    /** How far ahead a price can be set. */
    public static final Duration AHEAD_MAX = Duration.ofDays(3 * 366);

    private final PriceStore store;
    private final Clock clock;
    private final Consumer<List<Price>> inForce;
    private PriceBook book;
    private List<Price> told = List.of();

    /**
     * Decisions over a book.
     *
     * @param inForce is given the prices that are in force whenever they change
     */
    public PriceDecisions(PriceStore store, Clock clock, Consumer<List<Price>> inForce) {
        this.store = requireNonNull(store, "store");
        this.clock = requireNonNull(clock, "clock");
        this.inForce = requireNonNull(inForce, "inForce");
        book = store.load();
    }

    /** Puts into force what has begun meanwhile, and takes out what has ended. */
    public synchronized void refresh() {
        List<Price> now = book.decided(clock.now());
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

    private void changed() {
        book = store.load();
        refresh();
    }

    private static GatewayException refused(String name, Instant value, String expected) {
        return new GatewayException(ErrorCode.INVALID_REQUEST, name + ": " + value + " (expected: " + expected + ").")
                .about(name);
    }
}
