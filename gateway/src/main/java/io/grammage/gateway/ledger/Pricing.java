package io.grammage.gateway.ledger;

import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.kernel.Charge;
import io.grammage.gateway.kernel.Mode;

/** Turns counts into a charge at list price. Implemented by {@code billing}. Pure, thread-safe, does not block. */
public interface Pricing {

    /** The charge: a line for every unit of which any was consumed, with or without a price. */
    Charge price(Model model, Mode mode, Consumption consumption);
}
