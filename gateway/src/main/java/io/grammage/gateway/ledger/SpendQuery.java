package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.OrganizationId;

/**
 * Which spend to read.
 *
 * @param scope of what kind; the others are passed over
 * @param grain periods that each row sums
 * @param period widened to whole hours
 */
public record SpendQuery(OrganizationId organization, SpendScope scope, Grain grain, Period period) {
    public SpendQuery {
        requireNonNull(organization, "organization");
        requireNonNull(scope, "scope");
        requireNonNull(grain, "grain");
        period = period.widenedTo(Grain.HOUR);
    }
}
