package io.grammage.gateway.catalog;

import static java.util.Objects.requireNonNull;

import io.grammage.footprint.PreparedEstimator;
import io.grammage.footprint.Zone;
import org.jspecify.annotations.Nullable;

/**
 * Where and on what a provider runs, as far as its footprint is concerned.
 *
 * @param estimator the footprint method with everything filled in that does not differ from call to call, or null where
 *     the model's parameter count is not configured
 */
public record Hosting(Zone zone, @Nullable PreparedEstimator estimator) {
    public Hosting {
        requireNonNull(zone, "zone");
    }
}
