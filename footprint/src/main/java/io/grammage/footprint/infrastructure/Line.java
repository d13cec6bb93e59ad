package io.grammage.footprint.infrastructure;

import io.grammage.footprint.FootprintException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A figure of a footprint.
 *
 * @param component what of the deployment
 * @param step which step of the method
 * @param phase when in the life cycle
 * @param electricity null where it was not estimated, and in all phases but use
 * @param carbon null where it was not estimated
 * @param water null where it was not estimated or the WUE is not known, and in all phases but use: the method counts only
 *     the water that data centres consume along with electricity
 */
public record Line(
        Component component,
        Step step,
        Phase phase,
        @Nullable Electricity electricity,
        @Nullable Carbon carbon,
        @Nullable Water water) {
    public Line {
        Objects.requireNonNull(component, "component");
        Objects.requireNonNull(step, "step");
        if (phase != Phase.USE && (electricity != null || water != null)) {
            throw new FootprintException("electricity or water in phase " + phase.label() + " (expected: none)");
        }
    }

    boolean lacksElectricity() {
        return phase == Phase.USE && electricity == null;
    }

    boolean lacksCarbon() {
        return carbon == null;
    }

    boolean lacksWater() {
        return phase == Phase.USE && water == null;
    }
}
