package io.grammage.gateway.billing;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.ProjectId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes lines out of what was metered, in one currency. Each line is rounded up to whole slices, priced, and rounded up to the
 * cent. What the free tier covers is decided on the organization's totals, the dearest meters first.
 *
 * <p>With one project the covered lines themselves show what is free. With several, each line shows what it costs, and each
 * project is deducted its share of what the free tier is worth: for each meter that it covers, the amounts of the lines less
 * that of the rest priced as one line; split in proportion to what the projects' lines cost. An organization within its
 * free tier so pays nothing however many projects it has. Immutable.
 */
final class Biller {
    private static final String FREE_TIER_TEXT = "Offer deducted - Generative APIs Free Tier";
    private static final Comparator<ProjectId> PROJECTS = Comparator.comparing(ProjectId::toString);

    private final BillingRules rules;
    private final Currency currency;

    Biller(BillingRules rules, Currency currency) {
        this.rules = requireNonNull(rules, "rules");
        this.currency = requireNonNull(currency, "currency");
    }

    /**
     * The lines, by project.
     *
     * @param consumption of one month; a project may have the same meter more than once
     * @param allowance what is left of the free tier
     */
    List<BillLine> lines(List<Metered> consumption, FreeAllowance allowance) {
        SortedMap<ProjectId, SortedMap<Meter, Long>> projects = new TreeMap<>(PROJECTS);
        SortedMap<Meter, Long> totals = new TreeMap<>();
        for (Metered each : consumption) {
            projects.computeIfAbsent(each.project(), absent -> new TreeMap<>())
                    .merge(each.meter(), each.quantity(), Math::addExact);
            totals.merge(each.meter(), each.quantity(), Math::addExact);
        }
        Map<Meter, Long> free = allowance.allotTo(totals);
        List<BillLine> lines = new ArrayList<>();
        if (projects.size() == 1) {
            projects.forEach((project, meters) -> lines.addAll(usage(project, meters, free)));
            return lines;
        }
        List<BillLine.Usage> usage = new ArrayList<>();
        projects.forEach((project, meters) -> usage.addAll(usage(project, meters, Map.of())));
        Map<ProjectId, BigDecimal> deductions = deductions(usage, totals, free, List.copyOf(projects.keySet()));
        projects.keySet().forEach(project -> {
            usage.stream().filter(line -> line.project().equals(project)).forEach(lines::add);
            BigDecimal share = deductions.getOrDefault(project, BigDecimal.ZERO);
            if (share.signum() > 0) {
                lines.add(new BillLine.Amount(project, BillLine.Kind.FREE_TIER, FREE_TIER_TEXT, share.negate()));
            }
        });
        return lines;
    }

    private List<BillLine.Usage> usage(ProjectId project, SortedMap<Meter, Long> meters, Map<Meter, Long> free) {
        List<BillLine.Usage> lines = new ArrayList<>();
        meters.forEach((meter, consumed) -> {
            long covered = free.getOrDefault(meter, 0L);
            long rest = consumed - covered;
            BigDecimal amount = amount(meter, rest);
            long billed = inSlices(meter, rest > 0 ? rest : consumed);
            long slice = rules.sliceOf(meter.unit());
            lines.add(new BillLine.Usage(project, meter, consumed, covered, billed, slice, amount));
        });
        return lines;
    }

    /** What the free tier is worth to each project. */
    private Map<ProjectId, BigDecimal> deductions(
            List<BillLine.Usage> usage, Map<Meter, Long> totals, Map<Meter, Long> free, List<ProjectId> projects) {
        Map<Meter, BigDecimal> lineSums = new TreeMap<>();
        Map<ProjectId, BigDecimal> costs = new TreeMap<>(PROJECTS);
        for (BillLine.Usage line : usage) {
            lineSums.merge(line.meter(), line.amount(), BigDecimal::add);
            costs.merge(line.project(), line.amount(), BigDecimal::add);
        }
        BigDecimal value = Cents.zero(currency);
        for (Map.Entry<Meter, Long> covered : free.entrySet()) {
            Meter meter = covered.getKey();
            BigDecimal rest = amount(meter, requireNonNull(totals.get(meter)) - covered.getValue());
            value = value.add(requireNonNull(lineSums.get(meter)).subtract(rest));
        }
        List<BigDecimal> shares = Cents.split(
                value,
                projects.stream()
                        .map(project -> costs.getOrDefault(project, BigDecimal.ZERO))
                        .toList());
        Map<ProjectId, BigDecimal> deductions = new TreeMap<>(PROJECTS);
        for (int i = 0; i < projects.size(); i++) {
            deductions.put(projects.get(i), shares.get(i));
        }
        return deductions;
    }

    private long inSlices(Meter meter, long quantity) {
        long slice = rules.sliceOf(meter.unit());
        return Math.multiplyExact(Math.ceilDiv(quantity, slice), slice);
    }

    private BigDecimal amount(Meter meter, long quantity) {
        Price price = meter.price();
        return price == null ? Cents.zero(currency) : Cents.up(price.amount(inSlices(meter, quantity)), currency);
    }
}
