package io.grammage.gateway.impact;

import io.grammage.footprint.Impacts;
import io.grammage.footprint.PreparedEstimator;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.Footprint;
import io.grammage.gateway.ledger.Weighing;

/**
 * Weighs a call by the method prepared for its provider. Only generated tokens count, reasoning included, because the
 * method was fitted to them: prompt tokens are never added. Immutable, safe on any thread.
 */
public final class CallWeighing implements Weighing {
    private static final Footprint MODEL_TYPE = new Footprint.NotEstimated(Footprint.Reason.MODEL_TYPE);
    private static final Footprint NO_PARAMETERS = new Footprint.NotEstimated(Footprint.Reason.NO_PARAMETERS);
    private static final Footprint NO_OUTPUT = new Footprint.NotEstimated(Footprint.Reason.NO_OUTPUT);
    private static final double MICROS_PER_SECOND = 1e6;

    @Override
    public Footprint weigh(Model model, Provider provider, Consumption consumption, long latencyMicros) {
        if (!model.type().isGenerating()) {
            return MODEL_TYPE;
        }
        PreparedEstimator estimator = provider.hosting().estimator();
        if (estimator == null) {
            return NO_PARAMETERS;
        }
        long generated = consumption.tokens().output();
        if (generated == 0) {
            return NO_OUTPUT;
        }
        Impacts impacts = latencyMicros == 0
                ? estimator.impacts(generated)
                : estimator.impacts(generated, latencyMicros / MICROS_PER_SECOND);
        return new Footprint.Estimated(estimator.methodId(), impacts);
    }
}
