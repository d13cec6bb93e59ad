package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * Whose lines of the ledger a query may see: those of an organization, or of one of its projects. Nothing is read
 * without one.
 *
 * @param project null for all projects of the organization
 */
public record LedgerScope(
        OrganizationId organization, @Nullable ProjectId project) {
    public LedgerScope {
        requireNonNull(organization, "organization");
    }

    public static LedgerScope of(OrganizationId organization) {
        return new LedgerScope(organization, null);
    }

    public static LedgerScope of(OrganizationId organization, ProjectId project) {
        return new LedgerScope(organization, requireNonNull(project, "project"));
    }
}
