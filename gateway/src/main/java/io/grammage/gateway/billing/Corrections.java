package io.grammage.gateway.billing;

import io.grammage.gateway.kernel.ProjectId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What late records change of a bill that is final: line by line, the bill as it would be made now, by the rules, the prices and the
 * names of then, less the bill as it was made and less what later bills corrected already. Not thread-safe.
 */
final class Corrections {
    private final Bill issued;
    private final Map<Line, Difference> differences = new TreeMap<>();

    private record Line(ProjectId project, String item) implements Comparable<Line> {
        private static final Comparator<Line> ORDER =
                Comparator.comparing((Line line) -> line.project().toString()).thenComparing(Line::item);

        @Override
        public int compareTo(Line other) {
            return ORDER.compare(this, other);
        }
    }

    private record Difference(long quantity, BigDecimal amount) {
        Difference plus(Difference other) {
            return new Difference(Math.addExact(quantity, other.quantity), amount.add(other.amount));
        }

        boolean isNothing() {
            return quantity == 0 && amount.signum() == 0;
        }
    }

    private Corrections(Bill issued) {
        this.issued = issued;
    }

    /**
     * The lines to add to the next bill.
     *
     * @param consumption of the bill's month and currency as the ledger has it now
     * @param allowance what of the free tier its month may have: that of then, but for what others were given since
     * @param bills all that are final, in the same currency
     */
    static List<BillLine> of(Bill issued, List<Metered> consumption, FreeAllowance allowance, List<Bill> bills) {
        Corrections corrections = new Corrections(issued);
        corrections.remade(consumption, allowance).forEach(line -> corrections.add(line, 1));
        issued.lines().forEach(line -> corrections.add(line, -1));
        for (Bill bill : bills) {
            for (BillLine line : bill.lines()) {
                if (line instanceof BillLine.Correction late && late.month().equals(issued.month())) {
                    corrections.add(
                            new Line(late.project(), late.text()),
                            new Difference(-late.quantity(), late.amount().negate()));
                }
            }
        }
        return corrections.lines();
    }

    private List<BillLine> remade(List<Metered> consumption, FreeAllowance allowance) {
        List<BillLine> lines =
                new ArrayList<>(new Biller(issued.rules(), issued.currency()).lines(consumption, allowance));
        for (BillLine line : issued.lines()) {
            if (line instanceof BillLine.Amount amount && amount.kind() == BillLine.Kind.CAPACITY) {
                lines.add(amount);
            }
        }
        return new Adjuster(
                        issued.rules().adjustments(), issued.organization(), issued.projectNames(), issued.currency())
                .adjusted(lines);
    }

    private void add(BillLine line, int sign) {
        BigDecimal amount = sign < 0 ? line.amount().negate() : line.amount();
        Line key = new Line(line.project(), line.item());
        switch (line) {
            case BillLine.Usage usage -> add(key, new Difference(sign * usage.consumed(), amount));
            case BillLine.Amount other -> add(key, new Difference(0, amount));
            // Corrects another month, and is no part of this one.
            case BillLine.Correction other -> {}
        }
    }

    private void add(Line line, Difference difference) {
        differences.merge(line, difference, Difference::plus);
    }

    private List<BillLine> lines() {
        List<BillLine> lines = new ArrayList<>();
        differences.forEach((line, difference) -> {
            if (!difference.isNothing()) {
                lines.add(new BillLine.Correction(
                        line.project(), issued.month(), line.item(), difference.quantity(), difference.amount()));
            }
        });
        return lines;
    }
}
