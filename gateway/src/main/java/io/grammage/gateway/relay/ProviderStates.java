package io.grammage.gateway.relay;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How each provider is doing, on this node and over all event loops. Keyed by the provider's id, so that it outlives a
 * change of the catalog. Thread-safe.
 */
public final class ProviderStates {
    private final ConcurrentHashMap<String, ProviderState> states = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, AtomicLong> turns = new ConcurrentHashMap<>();

    /** The state of the provider with this id. */
    public ProviderState of(String provider) {
        ProviderState known = states.get(provider);
        return known != null ? known : states.computeIfAbsent(provider, ProviderState::new);
    }

    /** The number of the next call of a model: 0, 1, 2, ... */
    long nextTurn(String model) {
        return turns.computeIfAbsent(model, name -> new AtomicLong()).getAndIncrement();
    }
}
