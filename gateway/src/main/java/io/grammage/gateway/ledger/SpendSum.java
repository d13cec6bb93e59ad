package io.grammage.gateway.ledger;

import java.math.BigDecimal;

/** A {@link SpendRollup} while it grows. */
final class SpendSum {
    private long tokens;
    private BigDecimal charge = BigDecimal.ZERO;
    private double energyMaxKwh;
    private double gwpMaxKgCo2eq;

    void add(CallFigures call) {
        tokens = ExactSum.of(tokens, call.tokens(), "tokens");
        charge = charge.add(call.charge());
        energyMaxKwh += call.energyMaxKwh();
        gwpMaxKgCo2eq += call.gwpMaxKgCo2eq();
    }

    SpendRollup rollup(SpendKey key) {
        return new SpendRollup(key, tokens, charge, energyMaxKwh, gwpMaxKgCo2eq);
    }
}
