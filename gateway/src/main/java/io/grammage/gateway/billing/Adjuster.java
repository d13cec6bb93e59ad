package io.grammage.gateway.billing;

import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.kernel.ProjectId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds discounts and margins: a line at the end of each project's, a percentage of what its lines come to, to the nearest cent. The
 * adjustment of a project takes the place of that of its organization; of several for the same, the last counts.
 */
final class Adjuster {
    private final List<Adjustment> adjustments;
    private final Map<ProjectId, String> projectNames;
    private final Currency currency;

    Adjuster(
            List<Adjustment> adjustments,
            Organization organization,
            Map<ProjectId, String> projectNames,
            Currency currency) {
        this.adjustments = adjustments.stream()
                .filter(adjustment -> adjustment.isFor(organization))
                .toList();
        this.projectNames = projectNames;
        this.currency = currency;
    }

    /** The lines, by project, with those that are added. */
    List<BillLine> adjusted(List<BillLine> lines) {
        SortedMap<ProjectId, List<BillLine>> byProject = new TreeMap<>(Comparator.comparing(ProjectId::toString));
        for (BillLine line : lines) {
            byProject
                    .computeIfAbsent(line.project(), absent -> new ArrayList<>())
                    .add(line);
        }
        List<BillLine> all = new ArrayList<>();
        byProject.forEach((project, own) -> {
            all.addAll(own);
            Adjustment adjustment = of(project);
            if (adjustment != null) {
                BigDecimal sum = own.stream().map(BillLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
                BigDecimal amount =
                        Cents.nearest(sum.multiply(adjustment.percent()).movePointLeft(2), currency);
                BillLine.Kind kind = adjustment.percent().signum() < 0 ? BillLine.Kind.DISCOUNT : BillLine.Kind.MARGIN;
                if (amount.signum() != 0) {
                    all.add(new BillLine.Amount(project, kind, adjustment.text(), amount));
                }
            }
        });
        return all;
    }

    private @Nullable Adjustment of(ProjectId id) {
        String name = projectNames.getOrDefault(id, "");
        Adjustment found = null;
        boolean own = false;
        for (Adjustment adjustment : adjustments) {
            boolean ofProject = adjustment.isFor(id, name);
            if (ofProject || (adjustment.project() == null && !own)) {
                found = adjustment;
                own = own || ofProject;
            }
        }
        return found;
    }
}
