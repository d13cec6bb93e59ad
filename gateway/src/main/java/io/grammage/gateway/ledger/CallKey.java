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
 * What a {@link CallRollup} sums. Ordered part by part, absent parts first: the one order in which every store is written.
 *
 * @param period the start of the period
 * @param key null in rows that sum over keys, as those of a day or a month do
 * @param provider null in rows that sum over providers, and where no provider was reached
 * @param deployment null for what no dedicated capacity served
 * @param zone the code of the electricity zone, or null where no provider was reached
 * @param method the method that estimated the impacts, or null for calls whose impacts were not estimated
 */
public record CallKey(
        OrganizationId organization,
        Grain grain,
        Instant period,
        ProjectId project,
        @Nullable ApiKeyId key,
        String model,
        @Nullable String provider,
        @Nullable DeploymentId deployment,
        Endpoint endpoint,
        @Nullable String zone,
        @Nullable String method,
        StatusClass statusClass)
        implements Comparable<CallKey> {
    private static final Comparator<CallKey> ORDER = Comparator.<CallKey, OrganizationId>comparing(
                    CallKey::organization, KeyOrder.ORGANIZATIONS)
            .thenComparing(CallKey::grain)
            .thenComparing(CallKey::period)
            .thenComparing(CallKey::project, KeyOrder.PROJECTS)
            .thenComparing(CallKey::key, KeyOrder.KEYS)
            .thenComparing(CallKey::model)
            .thenComparing(CallKey::provider, KeyOrder.NAMES)
            .thenComparing(CallKey::deployment, KeyOrder.DEPLOYMENTS)
            .thenComparing(CallKey::endpoint)
            .thenComparing(CallKey::zone, KeyOrder.NAMES)
            .thenComparing(CallKey::method, KeyOrder.NAMES)
            .thenComparing(CallKey::statusClass);

    public CallKey {
        requireNonNull(organization, "organization");
        requireNonNull(grain, "grain");
        requireNonNull(period, "period");
        requireNonNull(project, "project");
        requireNonNull(model, "model");
        requireNonNull(endpoint, "endpoint");
        requireNonNull(statusClass, "statusClass");
    }

    @Override
    public int compareTo(CallKey other) {
        return ORDER.compare(this, other);
    }
}
