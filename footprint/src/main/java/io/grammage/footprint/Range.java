package io.grammage.footprint;

import io.grammage.footprint.internal.Check;
import java.util.regex.Pattern;

/**
 * What lies between a minimum and a maximum, both included. A single known value is a range whose ends are equal. Both
 * ends are finite.
 */
public record Range(double min, double max) {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    public static final Range ZERO = new Range(0, 0);

    public Range {
        if (!(Double.isFinite(min) && Double.isFinite(max) && min <= max)) {
            throw new FootprintException("range: " + min + ".." + max + " (expected: finite, minimum <= maximum)");
        }
    }

    /** The range that holds one value only. */
    public static Range of(double value) {
        return new Range(value, value);
    }

    public static Range of(double min, double max) {
        return new Range(min, max);
    }

    /**
     * Reads {@code "8..28"} or {@code "8"}, as configuration and command line write ranges.
     *
     * @throws FootprintException if the text is neither, or its minimum exceeds its maximum
     */
    public static Range parse(String text) {
        int dots = text.indexOf("..");
        return dots < 0
                ? of(number(text, text))
                : new Range(number(text.substring(0, dots), text), number(text.substring(dots + 2), text));
    }

    /** Half-way between the ends; exactly the value where the ends are equal. */
    public double middle() {
        return min == max ? min : min / 2 + max / 2;
    }

    public boolean isSingle() {
        return min == max;
    }

    public boolean contains(double value) {
        return value >= min && value <= max;
    }

    public Range plus(Range other) {
        return new Range(min + other.min, max + other.max);
    }

    /** Both ends times a factor that is not negative. */
    public Range times(double factor) {
        Check.notNegative("factor", factor);
        return new Range(min * factor, max * factor);
    }

    /** The range of all products, where neither range holds anything negative. */
    public Range times(Range other) {
        Check.notNegative("factor", min);
        Check.notNegative("factor", other.min);
        return new Range(min * other.min, max * other.max);
    }

    /** {@code "8..28"}, or {@code "8"} where the ends are equal; {@link #parse} reads it back. */
    @Override
    public String toString() {
        return isSingle() ? Check.plain(min) : Check.plain(min) + ".." + Check.plain(max);
    }

    private static double number(String part, String whole) {
        String digits = part.strip();
        // Double.parseDouble also takes "NaN", "0x1p3" and "1d", which nobody means in a configuration.
        if (!NUMBER.matcher(digits).matches()) {
            throw new FootprintException("range: \"" + whole + "\" (expected: a number, or two as in 8..28)");
        }
        return Double.parseDouble(digits);
    }
}
