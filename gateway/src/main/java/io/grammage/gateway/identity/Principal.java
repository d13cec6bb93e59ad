package io.grammage.gateway.identity;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who a request acts for. Immutable, made once per key and shared by its requests. */
public record Principal(
        OrganizationId organization,
        ProjectId project,
        ApiKeyId key,
        @Nullable UserId user,
        Set<Scope> scopes) {
    public Principal {
        requireNonNull(organization, "organization");
        requireNonNull(project, "project");
        requireNonNull(key, "key");
        scopes = Set.copyOf(scopes);
    }

    /**
     * Refuses a principal whose key lacks the scope.
     *
     * @throws GatewayException {@link ErrorCode#MISSING_SCOPE}
     */
    public void require(Scope scope) {
        if (!scopes.contains(scope)) {
            throw new GatewayException(
                    ErrorCode.MISSING_SCOPE,
                    "This API key has no scope '" + scope.wireName() + "'. Use a key that has it.");
        }
    }
}
