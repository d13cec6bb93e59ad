package io.grammage.gateway.app;

import io.grammage.footprint.Range;
import io.grammage.footprint.infrastructure.Component;
import io.grammage.footprint.infrastructure.DataSet;
import io.grammage.footprint.infrastructure.DeploymentInput;
import io.grammage.footprint.infrastructure.Footprint;
import io.grammage.footprint.infrastructure.Phase;
import io.grammage.footprint.infrastructure.Step;
import io.grammage.footprint.infrastructure.Total;
import io.grammage.gateway.deployment.DeploymentEstimate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Footprints of a deployment for a terminal: one by component, step and phase, or those of several zones side by side.
 * Figures have four significant digits.
 */
record DeploymentTable(List<DeploymentEstimate> estimates) {
    private static final MathContext DIGITS = new MathContext(4);
    private static final String NOT_ESTIMATED = "not estimated";
    private static final String UNKNOWN = "unknown";

    String text() {
        DeploymentInput deployment = estimates.getFirst().deployment();
        String hours = plain(deployment.hours().value()) + " hours";
        StringBuilder text = new StringBuilder(4_096);
        text.append(deployment.nodes()).append(" x ").append(deployment.nodeType());
        if (estimates.size() == 1) {
            DeploymentEstimate only = estimates.getFirst();
            text.append(" in ").append(deployment.zone()).append("\n\n");
            text.append(inFull("In " + hours, only.whole())).append('\n');
            text.append(inFull("Per hour", only.perHour()));
        } else {
            text.append(" in each zone\n\n");
            text.append(compared("In " + hours, DeploymentEstimate::whole)).append('\n');
            text.append(compared("Per hour", DeploymentEstimate::perHour));
        }
        text.append("\nPartial: without what is not estimated. Unknown: the zone's WUE is not published.\n");
        text.append("\nData sets\n");
        all(footprint -> footprint.dataSets().stream().map(DeploymentTable::sentence))
                .forEach(line -> text.append(line).append('\n'));
        text.append("\nAssumptions\n");
        all(footprint -> footprint.assumptions().stream())
                .forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private Set<String> all(Function<Footprint, Stream<String>> sentences) {
        return estimates.stream()
                .map(DeploymentEstimate::whole)
                .flatMap(sentences)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String sentence(DataSet dataSet) {
        return dataSet.name() + ": " + dataSet.title() + " (" + dataSet.validity() + ")";
    }

    private String compared(String title, Function<DeploymentEstimate, Footprint> footprint) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(title, "kWh", "kgCO2eq", "L"));
        for (DeploymentEstimate estimate : estimates) {
            rows.add(row(
                    List.of(estimate.deployment().zone().code()),
                    footprint.apply(estimate).total()));
        }
        return TextTable.of(rows, column -> column >= 1);
    }

    private static String inFull(String title, Footprint footprint) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(title, "phase", "kWh", "kgCO2eq", "L"));
        for (Component component : Component.values()) {
            if (footprint.lines().stream().anyMatch(line -> line.component() == component)) {
                component(rows, footprint, component);
            }
        }
        rows.add(row(List.of("total", ""), footprint.total()));
        for (Phase phase : Phase.values()) {
            rows.add(row(List.of("  of which", phase.label()), footprint.total(line -> line.phase() == phase)));
        }
        return TextTable.of(rows, column -> column >= 2);
    }

    private static void component(List<List<String>> rows, Footprint footprint, Component component) {
        rows.add(row(List.of(component.label(), ""), footprint.total(line -> line.component() == component)));
        for (Step step : Step.values()) {
            for (Phase phase : Phase.values()) {
                Total total = footprint.total(
                        line -> line.component() == component && line.step() == step && line.phase() == phase);
                if (total.carbon() != null) {
                    rows.add(row(List.of("  " + step.label(), phase.label()), total));
                }
            }
        }
        Set<Step> missing = footprint.notEstimated().get(component);
        if (missing != null) {
            rows.add(List.of("  " + NOT_ESTIMATED + ": "
                    + missing.stream().map(Step::label).collect(Collectors.joining(", "))));
        }
    }

    private static List<String> row(List<String> head, Total total) {
        List<String> row = new ArrayList<>(head);
        boolean drawsNothing = total.electricity() == null;
        row.add(figure(
                total.electricity() == null ? null : total.electricity().kwh(),
                total.electricityPartial(),
                NOT_ESTIMATED));
        row.add(figure(total.carbon() == null ? null : total.carbon().kg(), total.carbonPartial(), NOT_ESTIMATED));
        row.add(figure(
                total.water() == null ? null : total.water().litres(),
                total.waterPartial(),
                drawsNothing ? NOT_ESTIMATED : UNKNOWN));
        return row;
    }

    /** A range, or in its place why there is none; nothing where there is nothing to tell, such as water of manufacturing. */
    private static String figure(@Nullable Range range, boolean partial, String absent) {
        if (range == null) {
            return partial ? absent : "";
        }
        String text = range.isSingle() ? plain(range.min()) : plain(range.min()) + ".." + plain(range.max());
        return partial ? text + " partial" : text;
    }

    private static String plain(double value) {
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
