package io.grammage.gateway.deployment;

import static java.util.Objects.requireNonNull;

import io.grammage.footprint.Zone;
import io.grammage.footprint.infrastructure.DeploymentInput;
import io.grammage.footprint.infrastructure.DeploymentMethod;
import io.grammage.footprint.infrastructure.Footprint;
import io.grammage.footprint.infrastructure.Hours;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a dedicated deployment, which need not exist, costs the environment in a zone.
 *
 * @param deployment with the zone that it is estimated for
 * @param whole over all of its time
 * @param perHour over an hour of it
 */
public record DeploymentEstimate(DeploymentInput deployment, Footprint whole, Footprint perHour) {
    /** Stands for every zone that there is. */
    public static final Zone EVERY_ZONE = new Zone("all");

    private static final Hours HOUR = new Hours(1);

    public DeploymentEstimate {
        requireNonNull(deployment, "deployment");
        requireNonNull(whole, "whole");
        requireNonNull(perHour, "perHour");
    }

    /**
     * One for the deployment's zone, or one for each in the order of the data set, as if each offered its node type.
     *
     * @param deployment where its zone is {@link #EVERY_ZONE}, zones are compared
     * @param dataSet name of the data set of places; null for the newest
     * @throws io.grammage.footprint.FootprintException if something of it is not known; the message lists what is
     */
    public static List<DeploymentEstimate> of(DeploymentInput deployment, @Nullable String dataSet) {
        DeploymentMethod method = dataSet == null ? DeploymentMethod.latest() : DeploymentMethod.byDataSet(dataSet);
        List<Zone> zones = deployment.zone().equals(EVERY_ZONE) ? method.zones() : List.of(deployment.zone());
        return zones.stream().map(zone -> in(deployment.withZone(zone), method)).toList();
    }

    private static DeploymentEstimate in(DeploymentInput deployment, DeploymentMethod method) {
        return new DeploymentEstimate(
                deployment, method.footprint(deployment), method.footprint(deployment.withHours(HOUR)));
    }
}
