package io.grammage.gateway.kernel;

import java.time.Instant;

/** Checks of constructor arguments, with one wording: the name, the value, what was expected. */
public final class Checks {
    private static final long LAST_SECOND = 253_402_300_799L;

    private Checks() {}

    /** Returns the value when it is zero or more. */
    public static long notNegative(long value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= 0)");
        }
        return value;
    }

    /** Returns the value when it lies between the bounds, both included. */
    public static long inRange(long value, long min, long max, String name) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + min + " to " + max + ")");
        }
        return value;
    }

    /** Returns the moment when it lies in the years 1970 to 9999: then every form of it can be written. */
    public static Instant moment(Instant value, String name) {
        inRange(value.getEpochSecond(), 0, LAST_SECOND, name + " in seconds since 1970");
        return value;
    }

    /** Returns the text when it has between one and {@code maxLength} characters and is not blank. */
    public static String notBlank(String value, int maxLength, String name) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + ": blank (expected: 1 to " + maxLength + " characters)");
        }
        if (value.length() > maxLength) {
            throw new IllegalArgumentException(
                    name + ": " + value.length() + " characters (expected: at most " + maxLength + ")");
        }
        return value;
    }
}
