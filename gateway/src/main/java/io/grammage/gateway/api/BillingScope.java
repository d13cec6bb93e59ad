package io.grammage.gateway.api;

import io.grammage.gateway.identity.Identities;
import io.grammage.gateway.identity.Principal;
import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.ProjectId;
import org.jspecify.annotations.Nullable;

/** Which part of its organization's consumption a caller may see: all of it with the scope admin, else its own project's. */
record BillingScope(Principal caller, Identities identities) {

    /**
     * The project to show, or null for all of them.
     *
     * @param wanted what the caller asked for, or null for all that it may see
     * @throws GatewayException {@link ErrorCode#PROJECT_FORBIDDEN} for other projects; unknown ones are refused alike
     */
    @Nullable
    ProjectId project(@Nullable ProjectId wanted) {
        if (!caller.scopes().contains(Scope.ADMIN)) {
            if (wanted != null && !wanted.equals(caller.project())) {
                throw refusal(wanted);
            }
            return caller.project();
        }
        if (wanted != null
                && identities.projectsOf(caller.organization()).stream()
                        .noneMatch(project -> project.id().equals(wanted))) {
            throw refusal(wanted);
        }
        return wanted;
    }

    private static GatewayException refusal(ProjectId wanted) {
        return new GatewayException(
                ErrorCode.PROJECT_FORBIDDEN,
                "This API key may not see project " + wanted + ". Leave project_id out, or use a key of that project.");
    }
}
