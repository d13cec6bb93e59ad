package io.grammage.gateway.ledger;

import static io.grammage.gateway.kernel.Checks.notNegative;
import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * What counts against budgets.
 *
 * @param charge exact, in the currency of the key, at list price
 * @param energyMaxKwh the maximum of the energy in kWh, over the calls whose impacts were estimated
 * @param gwpMaxKgCo2eq the maximum of the GWP, usage and embodied, in kgCO2eq, over the same calls
 */
public record SpendRollup(SpendKey key, long tokens, BigDecimal charge, double energyMaxKwh, double gwpMaxKgCo2eq) {
    public SpendRollup {
        requireNonNull(key, "key");
        notNegative(tokens, "tokens");
        requireNonNull(charge, "charge");
    }
}
