package io.grammage.footprint;

import io.grammage.footprint.internal.Check;

/**
 * A method with everything filled in but what differs from call to call. Made once per provider, then asked for each
 * call: nothing is looked up, and nothing but the result is allocated. Immutable, safe on any thread.
 */
public final class PreparedEstimator {
    private static final double NOT_MEASURED = Double.POSITIVE_INFINITY;

    private final String methodId;
    private final Bound low;
    private final Bound high;

    PreparedEstimator(String methodId, Bound low, Bound high) {
        this.methodId = methodId;
        this.low = low;
        this.high = high;
    }

    /** The method that the impacts are computed by, as it stands in the ledger and in answers. */
    public String methodId() {
        return methodId;
    }

    /** Impacts of a call whose latency is modelled. */
    public Impacts impacts(long tokens) {
        return computed(tokens, NOT_MEASURED);
    }

    /**
     * Impacts of a call that took so long. A measured latency only ever lowers the modelled one.
     *
     * @param tokens tokens generated, >= 0
     * @param measuredSeconds >= 0, in seconds
     * @throws FootprintException if either is negative or not a number
     */
    public Impacts impacts(long tokens, double measuredSeconds) {
        Check.notNegative("measured latency in seconds", measuredSeconds);
        return computed(tokens, measuredSeconds);
    }

    Estimate estimate(InferenceInput input) {
        double tokens = input.outputTokens();
        Double measured = input.measuredSeconds();
        double seconds = measured == null ? NOT_MEASURED : measured;
        return new Estimate(
                methodId,
                new Impacts(low, high, tokens, seconds),
                low.steps(tokens, seconds),
                high.steps(tokens, seconds));
    }

    private Impacts computed(long tokens, double seconds) {
        Check.notNegative("tokens", (double) tokens);
        return new Impacts(low, high, (double) tokens, seconds);
    }
}
