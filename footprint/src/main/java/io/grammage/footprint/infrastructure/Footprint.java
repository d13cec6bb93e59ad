package io.grammage.footprint.infrastructure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Predicate;

/**
 * What a deployment costs the environment, and what that rests on.
 *
 * @param lines by component, step and phase; several of the same where a component was given as several resources
 * @param dataSets the published figures that were used
 * @param assumptions what was taken to be, each a sentence, in the order to be read
 */
public record Footprint(List<Line> lines, List<DataSet> dataSets, List<String> assumptions) {
    public Footprint {
        lines = List.copyOf(lines);
        dataSets = List.copyOf(dataSets);
        assumptions = List.copyOf(assumptions);
    }

    public Total total() {
        return Total.of(lines);
    }

    /** The steps without figures, by component: what no total contains, and nobody should take for nothing. */
    public SequencedMap<Component, SequencedSet<Step>> notEstimated() {
        SequencedMap<Component, SequencedSet<Step>> steps = new LinkedHashMap<>();
        lines.stream()
                .filter(Line::lacksCarbon)
                .forEach(line -> steps.computeIfAbsent(line.component(), component -> new LinkedHashSet<>())
                        .add(line.step()));
        return Collections.unmodifiableSequencedMap(steps);
    }

    /** The sum of some lines, such as those of a component, a step or a phase. */
    public Total total(Predicate<Line> which) {
        return Total.of(lines.stream().filter(which).toList());
    }
}
