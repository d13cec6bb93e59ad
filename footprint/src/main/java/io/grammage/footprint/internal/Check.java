package io.grammage.footprint.internal;

import io.grammage.footprint.FootprintException;
import io.grammage.footprint.Range;
import java.math.BigDecimal;

/** Checks of single numbers, with one form of message. Not-a-number and infinities never pass. */
public final class Check {
    private Check() {}

    public static void within(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw refusal(name, value, plain(least) + " to " + plain(most));
        }
    }

    public static void within(String name, Range range, double least, double most) {
        if (!(range.min() >= least && range.max() <= most)) {
            throw new FootprintException(
                    name + ": " + range + " (expected: " + plain(least) + " to " + plain(most) + ")");
        }
    }

    public static void notNegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw refusal(name, value, ">= 0 and finite");
        }
    }

    /** The shortest decimal that means the number, without a needless exponent or fraction. */
    public static String plain(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return decimal.scale() > 6 || decimal.scale() < -9 ? decimal.toString() : decimal.toPlainString();
    }

    private static FootprintException refusal(String name, double value, String expectation) {
        return new FootprintException(name + ": " + plain(value) + " (expected: " + expectation + ")");
    }
}
