package io.grammage.footprint;

import io.grammage.footprint.internal.Check;

/**
 * Time per token as fitted to measurements, in seconds: {@code perParameter * active + perRequest * batch + constant}.
 *
 * @param perParameter s per token and billion of active parameters, >= 0
 * @param perRequest s per token and request of the batch, >= 0
 * @param constant s per token, >= 0
 */
record LatencyFit(double perParameter, double perRequest, double constant) {
    LatencyFit {
        Check.notNegative("latency per billion parameters in s", perParameter);
        Check.notNegative("latency per request of the batch in s", perRequest);
        Check.notNegative("latency constant in s", constant);
    }

    double secondsPerToken(double activeBillions, double batch) {
        return perParameter * activeBillions + perRequest * batch + constant;
    }
}
