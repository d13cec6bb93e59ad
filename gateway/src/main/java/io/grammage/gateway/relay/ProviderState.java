package io.grammage.gateway.relay;

import io.grammage.gateway.catalog.Concurrency;
import io.grammage.gateway.catalog.Provider;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How one provider is doing: its calls in flight, its circuit, what health checks say, and when it wants calls. Thread-safe. */
public final class ProviderState {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderState.class);

    private final String id;
    private final Gate gate = new Gate();
    private final Circuit circuit = new Circuit();
    private volatile boolean down;
    private volatile boolean cooling;
    private volatile long coolUntilNanos;

    ProviderState(String id) {
        this.id = id;
    }

    Gate gate() {
        return gate;
    }

    Circuit circuit() {
        return circuit;
    }

    /** Calls in flight there, from this node. */
    public int inFlight() {
        return gate.inFlight();
    }

    /** Calls that wait for a place there. */
    public int waiting() {
        return gate.waiting();
    }

    /** Notes that calls could reach it and it answered. */
    void succeeded(Provider provider) {
        if (circuit.succeeded(provider.safeguards().circuitBreaker()) == Circuit.Change.CLOSED) {
            LOG.info("Provider {} answers again; calls go there", id);
        }
    }

    /** Notes that it failed a call. */
    void failed(Provider provider, String failure, long nowNanos) {
        if (circuit.failed(provider.safeguards().circuitBreaker(), nowNanos) == Circuit.Change.OPENED) {
            Duration openFor = provider.safeguards().circuitBreaker().openFor();
            LOG.warn("Provider {} failed too often, last with {}; no call goes there for {}", id, failure, openFor);
        }
    }

    /** Notes what health checks say of it. */
    public void checked(boolean well) {
        if (down == well) {
            down = !well;
            if (well) {
                LOG.info("Provider {} is up, says its health check", id);
            } else {
                LOG.warn("Provider {} is down, says its health check; calls go to others first", id);
            }
        }
    }

    /** Notes that it wants no calls for a while. */
    void coolFor(long nanos, long nowNanos) {
        coolUntilNanos = nowNanos + nanos;
        cooling = true;
    }

    private boolean isCooling(long nowNanos) {
        if (cooling && nowNanos - coolUntilNanos >= 0) {
            cooling = false;
        }
        return cooling;
    }

    /** How good a choice it is now: the least is the best. */
    int rank(Concurrency bounds, long nowNanos) {
        if (!circuit.isPassable(nowNanos)) {
            return 3;
        }
        if (down || isCooling(nowNanos)) {
            return 2;
        }
        return gate.inFlight() >= bounds.max() ? 1 : 0;
    }

    /** Whether it takes calls: not failing, not down, and it did not ask to be spared. */
    public boolean isWell(long nowNanos) {
        return circuit.isPassable(nowNanos) && !down && !isCooling(nowNanos);
    }
}
