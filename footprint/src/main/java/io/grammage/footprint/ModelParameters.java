package io.grammage.footprint;

/**
 * How large a model is, in billions of parameters.
 *
 * @param active parameters that work on a token, > 0; never more than {@code total}, end by end
 * @param total parameters that have to be held in memory, > 0 and at most 1,000,000
 */
public record ModelParameters(Range active, Range total) {
    private static final double LEAST = Double.MIN_VALUE;
    /** Far above any model: catches parameters counted one by one. */
    private static final double MOST = 1_000_000;

    public ModelParameters {
        check("total parameters in billions", total);
        check("active parameters in billions", active);
        if (active.min() > total.min() || active.max() > total.max()) {
            throw new FootprintException("active parameters in billions: " + active
                    + " (expected: no more than the total, " + total + ", at either end)");
        }
    }

    /** A dense model: every parameter works on every token. */
    public static ModelParameters dense(Range total) {
        return new ModelParameters(total, total);
    }

    public static ModelParameters dense(double total) {
        return dense(Range.of(total));
    }

    /** A mixture of experts of known size. */
    public static ModelParameters mixture(double active, double total) {
        return new ModelParameters(Range.of(active), Range.of(total));
    }

    private static void check(String name, Range range) {
        if (range.min() < LEAST || range.max() > MOST) {
            throw new FootprintException(name + ": " + range + " (expected: > 0 and at most 1000000)");
        }
    }
}
