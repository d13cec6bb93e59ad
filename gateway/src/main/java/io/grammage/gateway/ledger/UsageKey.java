package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.DeploymentId;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.PriceId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.UsageUnit;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link UsageRollup} sums. Ordered part by part, absent parts first: the one order in which every store is written.
 *
 * @param period the start of the period
 * @param key null in rows that sum over keys, as those of a day or a month do
 * @param provider null in rows that sum over providers, and where no provider was reached
 * @param deployment null for what no dedicated capacity served
 * @param price null where no price was applied
 */
public record UsageKey(
        OrganizationId organization,
        Grain grain,
        Instant period,
        ProjectId project,
        @Nullable ApiKeyId key,
        String model,
        @Nullable String provider,
        @Nullable DeploymentId deployment,
        Endpoint endpoint,
        Mode mode,
        @Nullable PriceId price,
        Currency currency,
        UsageUnit unit)
        implements Comparable<UsageKey> {
    private static final Comparator<UsageKey> ORDER = Comparator.<UsageKey, OrganizationId>comparing(
                    UsageKey::organization, KeyOrder.ORGANIZATIONS)
            .thenComparing(UsageKey::grain)
            .thenComparing(UsageKey::period)
            .thenComparing(UsageKey::project, KeyOrder.PROJECTS)
            .thenComparing(UsageKey::key, KeyOrder.KEYS)
            .thenComparing(UsageKey::model)
            .thenComparing(UsageKey::provider, KeyOrder.NAMES)
            .thenComparing(UsageKey::deployment, KeyOrder.DEPLOYMENTS)
            .thenComparing(UsageKey::endpoint)
            .thenComparing(UsageKey::mode)
            .thenComparing(UsageKey::price, KeyOrder.PRICES)
            .thenComparing(key -> key.currency().getCurrencyCode())
            .thenComparing(UsageKey::unit);

    public UsageKey {
        requireNonNull(organization, "organization");
        requireNonNull(grain, "grain");
        requireNonNull(period, "period");
        requireNonNull(project, "project");
        requireNonNull(model, "model");
        requireNonNull(endpoint, "endpoint");
        requireNonNull(mode, "mode");
        requireNonNull(currency, "currency");
        requireNonNull(unit, "unit");
    }

    @Override
    public int compareTo(UsageKey other) {
        return ORDER.compare(this, other);
    }
}
