package io.grammage.gateway.billing;

import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.PriceId;
import java.time.Instant;
import java.util.List;

/**
 * Where the price book is kept. Blocking; thread-safe. Throws {@link GatewayException} with
 * {@link io.grammage.gateway.kernel.ErrorCode#LEDGER_UNAVAILABLE} while it cannot do its work; nothing has then been changed.
 */
public interface PriceStore {

    /** The book, the oldest entries first. */
    PriceBook load();

    /**
     * Makes these the prices of the configuration from that moment on: those that are new get an entry, and the entries of those
     * that are gone end. Entries of the past never change.
     */
    void adopt(List<Price> configured, Instant moment);

    /**
     * Books a price that was set through the API. In the book, the one that is in force for the same model, unit and mode at its
     * beginning ends there, for as long as this one is not taken back.
     *
     * @throws GatewayException {@link io.grammage.gateway.kernel.ErrorCode#CONFLICT} when another of the API begins at that moment
     *     or later
     */
    void book(BookedPrice price);

    /**
     * Ends a price of the API at a moment; where it has not begun by then, it never does.
     *
     * @return whether there was one that ends later
     */
    boolean end(PriceId id, Instant moment);
}
