package io.grammage.gateway.relay;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How busy each provider is, on this node and over all event loops. Keyed by the provider's id, so that it outlives a
 * change of the catalog. Thread-safe.
 */
public final class ProviderLoads {
    private final ConcurrentHashMap<String, AtomicInteger> inFlight = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, AtomicLong> turns = new ConcurrentHashMap<>();

    /** Calls in flight at a provider. */
    public int inFlight(String provider) {
        AtomicInteger count = inFlight.get(provider);
        return count == null ? 0 : count.get();
    }

    void begin(String provider) {
        inFlight.computeIfAbsent(provider, id -> new AtomicInteger()).incrementAndGet();
    }

    void end(String provider) {
        inFlight.computeIfAbsent(provider, id -> new AtomicInteger()).decrementAndGet();
    }

    /** The number of the next call of a model: 0, 1, 2, ... */
    long nextTurn(String model) {
        return turns.computeIfAbsent(model, name -> new AtomicLong()).getAndIncrement();
    }
}
