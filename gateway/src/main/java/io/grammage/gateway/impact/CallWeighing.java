package io.grammage.gateway.impact;

import io.grammage.footprint.EnergyFactor;
import io.grammage.footprint.Impacts;
import io.grammage.footprint.PreparedEstimator;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.Footprint;
import io.grammage.gateway.ledger.Weighing;

/**
 * Weighs a call by the method prepared for its provider. Only generated tokens count, reasoning included, because the
 * methods were fitted to them: prompt tokens are never added. Models that generate nothing, which no method covers, are
 * weighed by their prompt tokens where the operator states a factor for them. Immutable, safe on any thread.
 */
public final class CallWeighing implements Weighing {
    private static final Footprint MODEL_TYPE = new Footprint.NotEstimated(Footprint.Reason.MODEL_TYPE);
    private static final Footprint NO_PARAMETERS = new Footprint.NotEstimated(Footprint.Reason.NO_PARAMETERS);
    private static final Footprint NO_OUTPUT = new Footprint.NotEstimated(Footprint.Reason.NO_OUTPUT);
    private static final double MICROS_PER_SECOND = 1e6;

    @Override
    public Footprint weigh(Model model, Provider provider, Consumption consumption, long latencyMicros) {
        PreparedEstimator estimator = provider.hosting().estimator();
        boolean generating = model.type().isGenerating();
        if (!generating && (estimator == null || !estimator.methodId().equals(EnergyFactor.METHOD_ID))) {
            return MODEL_TYPE;
        }
        if (estimator == null) {
            return NO_PARAMETERS;
        }
        TokenCounts counts = consumption.tokens();
        long tokens = generating ? counts.output() : counts.prompt();
        if (tokens == 0) {
            return NO_OUTPUT;
        }
        Impacts impacts = latencyMicros == 0
                ? estimator.impacts(tokens)
                : estimator.impacts(tokens, latencyMicros / MICROS_PER_SECOND);
        return new Footprint.Estimated(estimator.methodId(), impacts);
    }
}
