package io.grammage.gateway.ledger;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;

/** Why the journal has fewer unused segments than it wants. */
enum Shortage {
    BUSY("The usage ledger is waiting for its disk", "", 1),
    DISK_FULL("The usage ledger can reserve no further space on its disk", " until the operator frees space", 5),
    BOUND_REACHED(
            "The usage ledger's journal holds all that ledger.journal_max allows, because the store does not take its records",
            " until it does",
            5);

    private final String fact;
    private final String until;
    private final int retryAfterSeconds;

    Shortage(String fact, String until, int retryAfterSeconds) {
        this.fact = fact;
        this.until = until;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** What a new call is told. */
    GatewayException refusal() {
        return new GatewayException(
                        ErrorCode.LEDGER_UNAVAILABLE,
                        fact + ": calls that are running are still recorded, new ones are not taken" + until
                                + ". Try again in " + retryAfterSeconds + " s.")
                .retryAfter(retryAfterSeconds);
    }
}
