package io.grammage.gateway.ledger;

import static io.grammage.gateway.kernel.Checks.notBlank;

import io.grammage.footprint.Zone;
import io.grammage.gateway.kernel.DeploymentId;
import org.jspecify.annotations.Nullable;

/**
 * Who served a call: the provider whose answer was passed on, or the last one that was tried.
 *
 * @param provider the provider's id
 * @param upstreamModel the model's name there
 * @param zone where it runs, as far as electricity is concerned
 * @param region the region that the catalog shows for the model, or null
 * @param deployment the dedicated capacity it belongs to, or null
 */
public record Served(
        String provider,
        String upstreamModel,
        Zone zone,
        @Nullable String region,
        @Nullable DeploymentId deployment) {
    public Served {
        notBlank(provider, 128, "provider");
        notBlank(upstreamModel, CallStart.MODEL_LENGTH_MAX, "upstreamModel");
    }
}
