package io.grammage.gateway.app;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.catalog.HealthCheck;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.provider.HealthProbe;
import io.grammage.gateway.relay.ProviderStates;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Has the providers that have a health check asked in their intervals, each on a thread of its own, and notes what they
 * say. Follows the catalog. For one thread.
 */
final class HealthWatch {
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final Supplier<Catalog> catalog;
    private final ProviderStates states;
    private final HealthProbe probe;
    private final Clock clock;
    private final Executor executor;
    private final Map<String, Watched> watched = new HashMap<>();

    /** What is known of a provider's checks. */
    private static final class Watched {
        private long dueNanos;
        private volatile boolean asking;
        private int failures;
    }

    HealthWatch(Supplier<Catalog> catalog, ProviderStates states, HealthProbe probe, Clock clock, Executor executor) {
        this.catalog = requireNonNull(catalog, "catalog");
        this.states = requireNonNull(states, "states");
        this.probe = requireNonNull(probe, "probe");
        this.clock = requireNonNull(clock, "clock");
        this.executor = requireNonNull(executor, "executor");
    }

    /** Watches until the thread it runs on is interrupted. */
    void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look();
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        long now = clock.nanos();
        Set<String> checked = new HashSet<>();
        catalog.get()
                .models()
                .forEach(model -> model.providers().forEach(provider -> {
                    HealthCheck check = provider.safeguards().healthCheck();
                    if (check != null) {
                        checked.add(provider.id());
                        askIfDue(provider, check, now);
                    }
                }));
        watched.keySet().removeIf(id -> {
            boolean dropped = !checked.contains(id);
            if (dropped) {
                // Nobody asks any more, so the last bad answer must not hold for ever.
                states.of(id).checked(true);
            }
            return dropped;
        });
    }

    private void askIfDue(Provider provider, HealthCheck check, long now) {
        Watched known = watched.computeIfAbsent(provider.id(), id -> {
            Watched added = new Watched();
            added.dueNanos = now;
            return added;
        });
        if (!known.asking && now - known.dueNanos >= 0) {
            known.dueNanos = now + check.interval().toNanos();
            known.asking = true;
            executor.execute(() -> ask(provider, check, known));
        }
    }

    private void ask(Provider provider, HealthCheck check, Watched known) {
        try {
            if (probe.isWell(provider, check)) {
                known.failures = 0;
                states.of(provider.id()).checked(true);
            } else if (++known.failures >= check.failures()) {
                states.of(provider.id()).checked(false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            known.asking = false;
        }
    }
}
