package io.grammage.footprint.infrastructure;

import io.grammage.footprint.FootprintException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a customer reserves: a server, an Instance, a volume, a cluster, or several of them. Has a part for every step;
 * where a step was not estimated its part says so, and stays through all that is done with the resource.
 */
public record Resource(List<Part> parts) {
    public Resource {
        parts = List.copyOf(parts);
    }

    /**
     * One step of one resource.
     *
     * @param load null where it was not estimated
     */
    public record Part(Step step, @Nullable Load load) {
        public Part {
            if (load != null && !step.electric() && !load.power().equals(Power.NONE)) {
                throw new FootprintException("power in W of step " + step.label() + ": "
                        + load.power().watts() + " (expected: 0)");
            }
        }

        private Optional<String> description() {
            return load == null
                    ? Optional.empty()
                    : Optional.of(step.label() + " " + load.power().watts() + " W and "
                            + load.carbon().kgPerHour() + " kgCO2eq per hour");
        }

        private Part times(Ratio ratio) {
            return load == null ? this : new Part(step, load.times(ratio));
        }
    }

    /** The loads that are known. All other steps are not estimated. */
    public static Resource of(Map<Step, Load> loads) {
        return new Resource(Stream.of(Step.values())
                .map(step -> new Part(step, loads.get(step)))
                .toList());
    }

    /** Both together, step by step beside each other: what is not estimated of one stays so. */
    public Resource and(Resource other) {
        return new Resource(Stream.concat(parts.stream(), other.parts.stream()).toList());
    }

    /** Several of it, or a share in all its steps. */
    public Resource times(Ratio ratio) {
        return times(ratio, Step.SHARED_BY_VOLUMES);
    }

    /** A share in some steps; the others are borne whole. */
    public Resource times(Ratio ratio, Set<Step> steps) {
        return new Resource(parts.stream()
                .map(part -> steps.contains(part.step()) ? part.times(ratio) : part)
                .toList());
    }

    /** Its loads, to be read by people. */
    String description() {
        return parts.stream().flatMap(part -> part.description().stream()).collect(Collectors.joining("; "));
    }

    /** What it costs to have it for that time. */
    public List<Line> lines(Component component, DataCentre place, Hours hours) {
        List<Line> lines = new ArrayList<>();
        for (Part part : parts) {
            Step step = part.step();
            Load load = part.load();
            Carbon standing = load == null ? null : load.carbon().during(hours);
            lines.add(new Line(component, step, step.standing(), null, standing, null));
            if (step.electric()) {
                Energy energy = load == null ? null : load.power().during(hours);
                lines.add(new Line(
                        component,
                        step,
                        Phase.USE,
                        energy == null ? null : place.electricityOf(energy),
                        energy == null ? null : place.carbonOf(energy),
                        energy == null ? null : place.waterOf(energy)));
            }
        }
        return lines;
    }
}
