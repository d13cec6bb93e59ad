package io.grammage.gateway.ledger;

/** Addition that refuses what it cannot hold: a wrapped count would look like any other. */
final class ExactSum {
    private ExactSum() {}

    static long of(long one, long other, String name) {
        long sum = one + other;
        if (((one ^ sum) & (other ^ sum)) < 0) {
            throw new IllegalArgumentException(
                    name + ": " + one + " + " + other + " (expected: a sum of at most " + Long.MAX_VALUE + ")");
        }
        return sum;
    }
}
