package io.grammage.gateway.ledger;

import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.DeploymentId;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.UserId;
import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that decides which rows of rollups a call goes into, but for its units and prices: calls of one kind go into the same
 * ones.
 *
 * @param hour counted since 1970
 * @param method null for calls whose impacts were not estimated
 */
record CallKind(
        OrganizationId organization,
        ProjectId project,
        ApiKeyId key,
        @Nullable UserId user,
        Map<String, String> tags,
        long hour,
        String model,
        @Nullable String provider,
        @Nullable DeploymentId deployment,
        @Nullable String zone,
        Endpoint endpoint,
        Mode mode,
        Currency currency,
        @Nullable String method,
        StatusClass statusClass) {
    private static final long HOUR_SECONDS = 3_600;

    static CallKind of(UsageRecord call, CallFigures figures) {
        CallStart start = call.start();
        Served served = call.served();
        return new CallKind(
                start.organization(),
                start.project(),
                start.key(),
                start.user(),
                start.tags(),
                Math.floorDiv(call.startedAt().getEpochSecond(), HOUR_SECONDS),
                start.model(),
                served == null ? null : served.provider(),
                served == null ? null : served.deployment(),
                served == null ? null : served.zone().code(),
                start.endpoint(),
                start.mode(),
                call.usage().charge().currency(),
                figures.method(),
                StatusClass.of(call.ending().status()));
    }

    /** Of the parts that differ most. */
    @Override
    public int hashCode() {
        return 31 * (31 * key.value().hashCode() + model.hashCode()) + Long.hashCode(hour);
    }
}
