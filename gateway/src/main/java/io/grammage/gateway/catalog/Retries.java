package io.grammage.gateway.catalog;

import static io.grammage.gateway.kernel.Checks.inRange;

import java.time.Duration;

/**
 * How often the providers of a model are tried again when all have failed in a way that may pass.
 *
 * @param rounds how often, after the first time: 0 to 10
 * @param backoff the pause before the first of them, up to half of it less by chance; it doubles each time
 * @param backoffMax the longest pause; a provider that asks for a longer one is not tried again by the same call
 */
public record Retries(int rounds, Duration backoff, Duration backoffMax) {
    /** What applies where nothing is configured: once, after 100 ms, at most 2 s. */
    public static final Retries DEFAULT = new Retries(1, Duration.ofMillis(100), Duration.ofSeconds(2));

    public Retries {
        inRange(rounds, 0, 10, "rounds");
        if (backoff.isNegative() || backoff.compareTo(backoffMax) > 0) {
            throw new IllegalArgumentException(
                    "backoff: " + backoff + " (expected: not negative, at most backoff_max, " + backoffMax + ")");
        }
    }
}
