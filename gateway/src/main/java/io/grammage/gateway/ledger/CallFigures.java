package io.grammage.gateway.ledger;

import io.grammage.footprint.Impacts;
import io.grammage.footprint.Range;
import io.grammage.gateway.kernel.TokenCounts;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What is summed of a record, computed once for all rows that it goes into. */
record CallFigures(
        long promptTokens,
        long outputTokens,
        boolean estimated,
        @Nullable String method,
        @Nullable Impacts impacts,
        double energyMaxKwh,
        double gwpMaxKgCo2eq,
        BigDecimal charge) {

    static CallFigures of(UsageRecord call) {
        TokenCounts tokens = call.usage().consumption().tokens();
        long prompt = ExactSum.of(tokens.input(), tokens.cachedInput(), "prompt tokens");
        prompt = ExactSum.of(prompt, tokens.cacheWrite(), "prompt tokens");
        prompt = ExactSum.of(prompt, tokens.audioInput(), "prompt tokens");
        // A record whose tokens overflow together is refused here, before it could spoil a row.
        ExactSum.of(prompt, tokens.output(), "tokens");
        boolean estimated = call.usage().consumption().source() == CountSource.ESTIMATED;
        BigDecimal charge = call.usage().charge().total().amount();
        return switch (call.usage().footprint()) {
            case Footprint.Estimated(String method, Impacts impacts) -> {
                Range gwp = impacts.gwp().total();
                yield new CallFigures(
                        prompt,
                        tokens.output(),
                        estimated,
                        method,
                        impacts,
                        impacts.energy().max(),
                        gwp.max(),
                        charge);
            }
            case Footprint.NotEstimated ignored ->
                new CallFigures(prompt, tokens.output(), estimated, null, null, 0, 0, charge);
        };
    }

    long tokens() {
        return promptTokens + outputTokens;
    }

    /** Whether the call leaves a trace in any budget. */
    boolean isSpend() {
        return tokens() > 0 || charge.signum() != 0 || energyMaxKwh > 0 || gwpMaxKgCo2eq > 0;
    }
}
