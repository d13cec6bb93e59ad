package io.grammage.gateway.app;

import io.grammage.gateway.catalog.CircuitBreaker;
import io.grammage.gateway.catalog.Concurrency;
import io.grammage.gateway.catalog.HealthCheck;
import io.grammage.gateway.catalog.Safeguards;
import io.grammage.gateway.config.Problems;
import io.grammage.gateway.config.ProviderKeys;
import io.grammage.gateway.config.Section;
import org.jspecify.annotations.Nullable;

/** Makes the safeguards of a provider of its section. */
final class SafeguardsFactory {
    private final Problems problems;

    SafeguardsFactory(Problems problems) {
        this.problems = problems;
    }

    /** The safeguards, or null when something does not fit. */
    @Nullable
    Safeguards safeguards(Section provider, String defaultHealthPath) {
        CircuitBreaker circuitBreaker = circuitBreaker(provider.section(ProviderKeys.CIRCUIT_BREAKER));
        boolean checked = provider.has(ProviderKeys.HEALTH_CHECK);
        HealthCheck healthCheck =
                checked ? healthCheck(provider.section(ProviderKeys.HEALTH_CHECK), defaultHealthPath) : null;
        if (circuitBreaker == null || (checked && healthCheck == null)) {
            return null;
        }
        return new Safeguards(concurrency(provider), circuitBreaker, healthCheck);
    }

    private Concurrency concurrency(Section provider) {
        Integer max = provider.find(ProviderKeys.MAX_IN_FLIGHT);
        if (max == null) {
            if (provider.has(ProviderKeys.QUEUE)) {
                problems.warning(
                        provider.placeOf(ProviderKeys.QUEUE), "without max_in_flight no call ever waits in it");
            }
            return Concurrency.UNBOUNDED;
        }
        Section queue = provider.section(ProviderKeys.QUEUE);
        return new Concurrency(max, queue.value(ProviderKeys.Queue.MAX), queue.value(ProviderKeys.Queue.TIMEOUT));
    }

    private @Nullable CircuitBreaker circuitBreaker(Section section) {
        try {
            return new CircuitBreaker(
                    section.value(ProviderKeys.CircuitBreaker.WINDOW),
                    section.value(ProviderKeys.CircuitBreaker.MINIMUM_CALLS),
                    section.value(ProviderKeys.CircuitBreaker.FAILURE_PERCENT),
                    section.value(ProviderKeys.CircuitBreaker.OPEN_FOR));
        } catch (IllegalArgumentException e) {
            problems.error(section.placeOf(ProviderKeys.CircuitBreaker.MINIMUM_CALLS), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable HealthCheck healthCheck(Section section, String defaultPath) {
        String path = section.find(ProviderKeys.HealthCheck.PATH);
        try {
            return new HealthCheck(
                    path == null ? defaultPath : path,
                    section.value(ProviderKeys.HealthCheck.INTERVAL),
                    section.value(ProviderKeys.HealthCheck.TIMEOUT),
                    section.value(ProviderKeys.HealthCheck.FAILURES));
        } catch (IllegalArgumentException e) {
            problems.error(section.placeOf(ProviderKeys.HealthCheck.PATH), String.valueOf(e.getMessage()));
            return null;
        }
    }
}
