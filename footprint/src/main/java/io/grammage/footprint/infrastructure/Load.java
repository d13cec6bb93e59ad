package io.grammage.footprint.infrastructure;

import java.util.Objects;

/**
 * What is put down to a resource for as long as it is reserved.
 *
 * @param carbon what does not come from electricity: manufacturing, or the operator's non-IT activity
 * @param power what its IT equipment draws on average
 */
public record Load(CarbonRate carbon, Power power) {
    public Load {
        Objects.requireNonNull(carbon, "carbon");
        Objects.requireNonNull(power, "power");
    }

    public Load times(Ratio ratio) {
        return new Load(carbon.times(ratio), power.times(ratio));
    }
}
