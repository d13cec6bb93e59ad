package io.grammage.gateway.api;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.billing.BillMonth;
import io.grammage.gateway.identity.Identities;
import io.grammage.gateway.identity.Principal;
import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.ProjectId;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * What requests about bills have in common: the month, and whose it is. A caller with the scope admin may see all of its
 * organization, any other its own project.
 */
record BillingParameters(QueryParameters query, Principal caller, Identities identities) {
    BillingParameters {
        requireNonNull(query, "query");
        requireNonNull(caller, "caller");
        requireNonNull(identities, "identities");
    }

    /** The month that the parameter names, or the current one (UTC). */
    YearMonth month(String name, Instant now) {
        YearMonth month = query.find(name, BillMonth::parse, "a month such as 2026-10, in UTC");
        return month == null ? BillMonth.at(now) : month;
    }

    /**
     * {@code project_id}: the project to show, or null for all of them.
     *
     * @throws GatewayException {@link ErrorCode#PROJECT_FORBIDDEN} for other projects; unknown ones are refused alike
     */
    @Nullable
    ProjectId project() {
        ProjectId wanted = query.find("project_id", ProjectId::parse, "the id of a project, a UUID");
        if (!caller.scopes().contains(Scope.ADMIN)) {
            if (wanted != null && !wanted.equals(caller.project())) {
                throw foreignProject(wanted);
            }
            return caller.project();
        }
        boolean known = wanted == null
                || identities.projectsOf(caller.organization()).stream()
                        .anyMatch(project -> project.id().equals(wanted));
        if (!known) {
            throw foreignProject(requireNonNull(wanted));
        }
        return wanted;
    }

    /**
     * Checks {@code organization_id}, which only an administrator may give, and only its own.
     *
     * @throws GatewayException {@link ErrorCode#PROJECT_FORBIDDEN} for any other; unknown ones are refused alike
     */
    void checkOrganization() {
        OrganizationId wanted =
                query.find("organization_id", OrganizationId::parse, "the id of an organization, a UUID");
        if (wanted != null && (!caller.scopes().contains(Scope.ADMIN) || !wanted.equals(caller.organization()))) {
            throw new GatewayException(
                    ErrorCode.PROJECT_FORBIDDEN,
                    "This API key may not see organization " + wanted
                            + ". Leave organization_id out, or use a key that administers it.");
        }
    }

    private static GatewayException foreignProject(ProjectId wanted) {
        return new GatewayException(
                ErrorCode.PROJECT_FORBIDDEN,
                "This API key may not see project " + wanted + ". Leave project_id out, or use a key of that project.");
    }
}
