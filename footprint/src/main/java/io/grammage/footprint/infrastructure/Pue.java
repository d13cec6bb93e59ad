package io.grammage.footprint.infrastructure;

import io.grammage.footprint.internal.Check;

/**
 * Power usage effectiveness: total over IT energy of a data centre.
 *
 * @param value 1 to 10
 */
public record Pue(double value) {
    public Pue {
        Check.within("PUE", value, 1, 10);
    }
}
