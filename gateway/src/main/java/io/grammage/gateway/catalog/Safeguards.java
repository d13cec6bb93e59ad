package io.grammage.gateway.catalog;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * How a provider is kept from too much work, and callers from a provider that fails.
 *
 * @param healthCheck null when it is judged by its calls alone
 */
public record Safeguards(
        Concurrency concurrency,
        CircuitBreaker circuitBreaker,
        @Nullable HealthCheck healthCheck) {
    /** What applies where nothing is configured. */
    public static final Safeguards DEFAULT = new Safeguards(Concurrency.UNBOUNDED, CircuitBreaker.DEFAULT, null);

    public Safeguards {
        requireNonNull(concurrency, "concurrency");
        requireNonNull(circuitBreaker, "circuitBreaker");
    }
}
