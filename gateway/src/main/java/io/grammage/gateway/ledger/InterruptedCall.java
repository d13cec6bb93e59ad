package io.grammage.gateway.ledger;

import io.grammage.footprint.Zone;
import io.grammage.gateway.kernel.DeploymentId;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.TokenCounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that was open when a process ended, as far as its slot tells.
 *
 * @param start without the name that the caller wrote for the model, and with the tags that had room
 * @param routed where it was sent, or null when no provider had it yet
 * @param bytes relayed to the caller
 * @param events relayed to the caller
 * @param counts the last usage that the provider had reported, or null
 * @param estimatedOutput tokens that the relay had estimated from what it relayed
 * @param prices that applied
 */
record InterruptedCall(
        CallStart start,
        @Nullable Routed routed,
        long bytes,
        long events,
        @Nullable TokenCounts counts,
        long estimatedOutput,
        List<Price> prices) {

    /** Where a call was sent. */
    record Routed(String provider, Zone zone, @Nullable DeploymentId deployment) {}
}
