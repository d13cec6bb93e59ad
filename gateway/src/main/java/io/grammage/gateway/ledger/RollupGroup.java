package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.DeploymentId;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.ProjectId;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Which calls are summed up: what the keys of {@link UsageRollup} and {@link CallRollup} begin with. Ordered part by part,
 * absent parts first: the one order in which every store is written.
 *
 * @param period the start of the period
 * @param key null in rows that sum over keys, as those of a day or a month do
 * @param provider null in rows that sum over providers, and where no provider was reached
 * @param deployment null for what no dedicated capacity served
 */
public record RollupGroup(
        OrganizationId organization,
        Grain grain,
        Instant period,
        ProjectId project,
        @Nullable ApiKeyId key,
        String model,
        @Nullable String provider,
        @Nullable DeploymentId deployment,
        Endpoint endpoint)
        implements Comparable<RollupGroup> {
    private static final Comparator<RollupGroup> ORDER = Comparator.<RollupGroup, OrganizationId>comparing(
                    RollupGroup::organization, KeyOrder.ORGANIZATIONS)
            .thenComparing(RollupGroup::grain)
            .thenComparing(RollupGroup::period)
            .thenComparing(RollupGroup::project, KeyOrder.PROJECTS)
            .thenComparing(RollupGroup::key, KeyOrder.KEYS)
            .thenComparing(RollupGroup::model)
            .thenComparing(RollupGroup::provider, KeyOrder.NAMES)
            .thenComparing(RollupGroup::deployment, KeyOrder.DEPLOYMENTS)
            .thenComparing(RollupGroup::endpoint);

    public RollupGroup {
        requireNonNull(organization, "organization");
        requireNonNull(grain, "grain");
        requireNonNull(period, "period");
        requireNonNull(project, "project");
        requireNonNull(model, "model");
        requireNonNull(endpoint, "endpoint");
    }

    /** The group of a call at a grain: days and months have neither key nor provider. */
    static RollupGroup of(UsageRecord call, Grain grain) {
        CallStart start = call.start();
        Served served = call.served();
        boolean hourly = grain == Grain.HOUR;
        return new RollupGroup(
                start.organization(),
                grain,
                grain.startOf(call.startedAt()),
                start.project(),
                hourly ? start.key() : null,
                start.model(),
                hourly && served != null ? served.provider() : null,
                served == null ? null : served.deployment(),
                start.endpoint());
    }

    @Override
    public int compareTo(RollupGroup other) {
        return ORDER.compare(this, other);
    }
}
