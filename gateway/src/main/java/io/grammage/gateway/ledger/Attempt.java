package io.grammage.gateway.ledger;

import static io.grammage.gateway.kernel.Checks.notBlank;
import static io.grammage.gateway.kernel.Checks.notNegative;

/**
 * A try at a provider that did not serve the call.
 *
 * @param status the HTTP status it answered, or 0 when it did not answer
 * @param failure what went wrong, as one of a few stable words: {@code connect_failed}, {@code connect_timeout},
 *     {@code first_byte_timeout}, {@code reset}, {@code status}, {@code error_event},
 *     {@code context_length_exceeded}; or why the provider was not asked: {@code queue_full}, {@code queue_timeout},
 *     {@code circuit_open}
 * @param offsetMicros from the start of the call to the start of the attempt
 */
public record Attempt(String provider, int status, String failure, long offsetMicros, long durationMicros) {
    public Attempt {
        notBlank(provider, 128, "provider");
        notNegative(status, "status");
        notBlank(failure, 64, "failure");
        notNegative(offsetMicros, "offsetMicros");
        notNegative(durationMicros, "durationMicros");
    }
}
