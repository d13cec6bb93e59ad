package io.grammage.gateway.impact;

import io.grammage.footprint.EnergyFactor;
import io.grammage.footprint.Impacts;
import io.grammage.footprint.PreparedEstimator;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.Footprint;
import io.grammage.gateway.ledger.Weighing;

/**
 * Weighs a call by the method prepared for its provider. Only generated tokens count, reasoning included, because the
 * method was fitted to them: prompt tokens are never added, but where the operator stated an energy factor, which is for
 * all tokens. Immutable, safe on any thread.
 */
public final class CallWeighing implements Weighing {
    private static final Footprint MODEL_TYPE = new Footprint.NotEstimated(Footprint.Reason.MODEL_TYPE);
    private static final Footprint NO_PARAMETERS = new Footprint.NotEstimated(Footprint.Reason.NO_PARAMETERS);
    private static final Footprint NO_OUTPUT = new Footprint.NotEstimated(Footprint.Reason.NO_OUTPUT);
    private static final double MICROS_PER_SECOND = 1e6;

    @Override
    public Footprint weigh(Model model, Provider provider, Consumption consumption, long latencyMicros) {
        PreparedEstimator estimator = provider.hosting().estimator();
        boolean stated = estimator != null && estimator.methodId().equals(EnergyFactor.METHOD_ID);
        if (!stated && !model.type().isGenerating()) {
            return MODEL_TYPE;
        }
        if (estimator == null) {
            return NO_PARAMETERS;
        }
        long tokens =
                stated ? consumption.tokens().total() : consumption.tokens().output();
        if (tokens == 0) {
            return NO_OUTPUT;
        }
        Impacts impacts = latencyMicros == 0
                ? estimator.impacts(tokens)
                : estimator.impacts(tokens, latencyMicros / MICROS_PER_SECOND);
        return new Footprint.Estimated(estimator.methodId(), impacts);
    }
}
