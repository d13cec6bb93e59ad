package io.grammage.footprint;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Where the parameters of a registered model come from.
 *
 * @param sources addresses of what they were read from, at least one
 * @param warnings what has to be said about them, in the order of {@link ModelWarning}
 */
public record Provenance(List<String> sources, Set<ModelWarning> warnings) {
    public Provenance {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new FootprintException("sources: none (expected: at least one)");
        }
        EnumSet<ModelWarning> ordered = EnumSet.noneOf(ModelWarning.class);
        ordered.addAll(warnings);
        warnings = Collections.unmodifiableSet(ordered);
    }
}
