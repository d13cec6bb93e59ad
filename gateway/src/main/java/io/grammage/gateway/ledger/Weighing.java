package io.grammage.gateway.ledger;

import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.Provider;

/** Turns counts into impacts. Implemented by {@code impact}. Pure, thread-safe, does not block. */
public interface Weighing {

    /**
     * The impacts of a call.
     *
     * @param latencyMicros the measured time from request to last byte, which bounds what the method models; 0: not
     *     measured, so that the modelled time holds
     */
    Footprint weigh(Model model, Provider provider, Consumption consumption, long latencyMicros);
}
