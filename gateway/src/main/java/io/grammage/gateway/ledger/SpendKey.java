package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.OrganizationId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;

/**
 * What a {@link SpendRollup} sums: one period of a model within one scope that a budget may have. Ordered part by part.
 *
 * @param scopeId the UUID of an organization, project, user or key, the name of a model, or a tag written {@code k=v}
 * @param period the start of the hour, which is what stores keep, or of the day or month that was asked for
 */
public record SpendKey(
        OrganizationId organization, SpendScope scope, String scopeId, Instant period, String model, Currency currency)
        implements Comparable<SpendKey> {
    private static final Comparator<SpendKey> ORDER = Comparator.<SpendKey, OrganizationId>comparing(
                    SpendKey::organization, KeyOrder.ORGANIZATIONS)
            .thenComparing(SpendKey::scope)
            .thenComparing(SpendKey::scopeId)
            .thenComparing(SpendKey::period)
            .thenComparing(SpendKey::model)
            .thenComparing(key -> key.currency().getCurrencyCode());

    public SpendKey {
        requireNonNull(organization, "organization");
        requireNonNull(scope, "scope");
        requireNonNull(scopeId, "scopeId");
        requireNonNull(period, "period");
        requireNonNull(model, "model");
        requireNonNull(currency, "currency");
    }

    @Override
    public int compareTo(SpendKey other) {
        return ORDER.compare(this, other);
    }
}
