package io.grammage.footprint;

import org.jspecify.annotations.Nullable;

/**
 * One indicator over the phases of a life cycle.
 *
 * @param usage from the electricity consumed
 * @param embodied the share in making the hardware; null where it was not estimated
 */
public record Phases(Range usage, @Nullable Range embodied) {
    /** Usage and embodied together; usage alone where embodied was not estimated. */
    public Range total() {
        return embodied == null ? usage : usage.plus(embodied);
    }
}
