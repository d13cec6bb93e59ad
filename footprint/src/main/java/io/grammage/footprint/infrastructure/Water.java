package io.grammage.footprint.infrastructure;

import io.grammage.footprint.Range;
import io.grammage.footprint.internal.Check;

/**
 * Water consumed by a data centre.
 *
 * @param litres L, >= 0 and finite
 */
public record Water(Range litres) {
    public Water {
        Check.notNegative("water in L", litres.min());
    }

    public Water plus(Water other) {
        return new Water(litres.plus(other.litres));
    }
}
