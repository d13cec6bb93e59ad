package io.grammage.gateway.billing;

import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.Price;
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
}
