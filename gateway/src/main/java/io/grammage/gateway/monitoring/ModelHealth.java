package io.grammage.gateway.monitoring;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.relay.ProviderState;
import io.grammage.gateway.relay.ProviderStates;

/** How the models of this node are doing, by what its calls and health checks saw of their providers. Thread-safe. */
public final class ModelHealth {
    private final ProviderStates states;
    private final Clock clock;

    /** Health by these states. */
    public ModelHealth(ProviderStates states, Clock clock) {
        this.states = requireNonNull(states, "states");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * How the model is doing: red when none of its providers takes calls, green when all do and no call waits for a place,
     * else yellow.
     */
    public Light of(Model model) {
        long now = clock.nanos();
        int well = 0;
        int waiting = 0;
        for (Provider provider : model.providers()) {
            ProviderState state = states.of(provider.id());
            well += state.isWell(now) ? 1 : 0;
            waiting += state.waiting();
        }
        if (well == 0) {
            return Light.RED;
        }
        return well == model.providers().size() && waiting == 0 ? Light.GREEN : Light.YELLOW;
    }
}
