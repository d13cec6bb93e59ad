package io.grammage.footprint;

import io.grammage.footprint.internal.Check;

/**
 * Energy of one GPU per token as fitted to measurements, in Wh: {@code perParameter * e^(perRequest * batch) * active +
 * constant}.
 *
 * @param perParameter Wh per token and billion of active parameters, >= 0
 * @param perRequest exponent per request of the batch
 * @param constant Wh per token, >= 0
 */
record EnergyFit(double perParameter, double perRequest, double constant) {
    EnergyFit {
        Check.notNegative("GPU energy per billion parameters in Wh", perParameter);
        Check.within("GPU energy exponent per request", perRequest, -1, 1);
        Check.notNegative("GPU energy constant in Wh", constant);
    }

    double kwhPerToken(double activeBillions, double batch) {
        return (perParameter * Math.exp(perRequest * batch) * activeBillions + constant) / 1000;
    }
}
