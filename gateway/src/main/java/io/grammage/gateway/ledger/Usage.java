package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.Charge;

/** What a call consumed, what that costs, and what it weighs. */
public record Usage(Consumption consumption, Charge charge, Footprint footprint) {
    public Usage {
        requireNonNull(consumption, "consumption");
        requireNonNull(charge, "charge");
        requireNonNull(footprint, "footprint");
    }
}
