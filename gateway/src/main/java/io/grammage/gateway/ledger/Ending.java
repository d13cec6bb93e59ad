package io.grammage.gateway.ledger;

import static io.grammage.gateway.kernel.Checks.inRange;
import static io.grammage.gateway.kernel.Checks.notNegative;
import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * How and how fast a call ended.
 *
 * @param status the HTTP status that the caller got or, when it was gone, would have got
 * @param finishReason what the provider said of the first choice, cut to {@value #FINISH_REASON_LENGTH_MAX} characters, or
 *     null
 * @param latencyMicros from the start of the call to the last byte from the provider
 * @param firstTokenMicros from the start of the call to the first event of a stream, or null
 */
public record Ending(
        int status,
        Outcome outcome,
        @Nullable String finishReason,
        long latencyMicros,
        @Nullable Long firstTokenMicros) {
    /** Characters of a finish reason that are kept. Known ones have at most 16; a provider may send anything. */
    public static final int FINISH_REASON_LENGTH_MAX = 64;

    public Ending {
        inRange(status, 100, 599, "status");
        requireNonNull(outcome, "outcome");
        if (finishReason != null && finishReason.length() > FINISH_REASON_LENGTH_MAX) {
            finishReason = finishReason.substring(0, FINISH_REASON_LENGTH_MAX);
        }
        notNegative(latencyMicros, "latencyMicros");
        if (firstTokenMicros != null) {
            notNegative(firstTokenMicros, "firstTokenMicros");
        }
    }
}
