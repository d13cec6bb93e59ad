package io.grammage.footprint.infrastructure;

import io.grammage.footprint.internal.Check;

/**
 * A length of time.
 *
 * @param value in hours, 0 to 1e9
 */
public record Hours(double value) {
    private static final double PER_YEAR = 8760;
    private static final double SECONDS = 3600;

    public Hours {
        Check.within("hours", value, 0, 1e9);
    }

    /** Years of 365 days, as lifespans are counted. */
    public static Hours ofYears(double years) {
        return new Hours(years * PER_YEAR);
    }

    public static Hours ofSeconds(double seconds) {
        return new Hours(seconds / SECONDS);
    }
}
