package io.grammage.gateway.ledger;

import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.CallId;
import io.grammage.gateway.kernel.DeploymentId;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.PriceId;
import io.grammage.gateway.kernel.ProjectId;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The order of ids in the keys of the ledger: that of their bytes, as a store's index has it. ({@link UUID#compareTo}
 * compares signed numbers, which is another order.) Absent parts come first.
 */
final class KeyOrder {
    static final Comparator<OrganizationId> ORGANIZATIONS = (a, b) -> compare(a.value(), b.value());
    static final Comparator<ProjectId> PROJECTS = (a, b) -> compare(a.value(), b.value());
    static final Comparator<CallId> CALLS = (a, b) -> compare(a.value(), b.value());
    static final Comparator<@Nullable ApiKeyId> KEYS =
            Comparator.nullsFirst((ApiKeyId a, ApiKeyId b) -> compare(a.value(), b.value()));
    static final Comparator<@Nullable DeploymentId> DEPLOYMENTS =
            Comparator.nullsFirst((DeploymentId a, DeploymentId b) -> compare(a.value(), b.value()));
    static final Comparator<@Nullable PriceId> PRICES =
            Comparator.nullsFirst((PriceId a, PriceId b) -> Long.compareUnsigned(a.value(), b.value()));
    static final Comparator<@Nullable String> NAMES = Comparator.nullsFirst(Comparator.<String>naturalOrder());

    private KeyOrder() {}

    private static int compare(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }
}
