package io.grammage.gateway.billing;

import io.grammage.footprint.Impacts;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.ledger.CallRollup;
import io.grammage.gateway.ledger.Grain;
import io.grammage.gateway.ledger.LedgerScope;
import io.grammage.gateway.ledger.Period;
import io.grammage.gateway.ledger.RollupQuery;
import io.grammage.gateway.ledger.UsageStore;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the calls of a month weighed, by project and model. Not thread-safe. */
public final class ModelFootprints {
    private final Map<Group, Builder> sums = new HashMap<>();

    private record Group(ProjectId project, String model) {}

    /**
     * What the calls of a project to a model weighed.
     *
     * @param impacts null where none was estimated
     * @param tokens of all calls, and {@code weighedTokens} of those that were estimated
     * @param methods the ids of the methods, separated by a space
     * @param zones the codes of the zones, separated by a space
     */
    record Sum(@Nullable Impacts impacts, long tokens, long weighedTokens, String methods, String zones) {
        static final Sum NOTHING = new Sum(null, 0, 0, "", "");
    }

    private static final class Builder {
        private final SortedSet<String> methods = new TreeSet<>();
        private final SortedSet<String> zones = new TreeSet<>();
        private @Nullable Impacts impacts;
        private long tokens;
        private long weighedTokens;

        void add(CallRollup rollup) {
            tokens += rollup.counts().promptTokens() + rollup.counts().outputTokens();
            weighedTokens += rollup.counts().weighedTokens();
            Impacts more = rollup.impacts();
            String method = rollup.key().method();
            if (more != null && method != null) {
                Impacts before = impacts;
                impacts = before == null ? more : before.plus(more);
                methods.add(method);
                String zone = rollup.key().zone();
                if (zone != null) {
                    zones.add(zone);
                }
            }
        }

        Sum sum() {
            return new Sum(impacts, tokens, weighedTokens, String.join(" ", methods), String.join(" ", zones));
        }
    }

    private ModelFootprints() {}

    /** Reads those of a month. */
    public static ModelFootprints read(UsageStore store, OrganizationId organization, YearMonth month) {
        ModelFootprints footprints = new ModelFootprints();
        Period period = new Period(BillMonth.start(month), BillMonth.start(month.plusMonths(1)));
        for (CallRollup rollup : store.calls(RollupQuery.of(LedgerScope.of(organization), Grain.MONTH, period))) {
            Group group = new Group(
                    rollup.key().group().project(), rollup.key().group().model());
            footprints.sums.computeIfAbsent(group, absent -> new Builder()).add(rollup);
        }
        return footprints;
    }

    /** Those of a project and a model, once: a second row of the same model, at another price, must not say them again. */
    Sum take(ProjectId project, String model) {
        Builder found = sums.remove(new Group(project, model));
        return found == null ? Sum.NOTHING : found.sum();
    }
}
