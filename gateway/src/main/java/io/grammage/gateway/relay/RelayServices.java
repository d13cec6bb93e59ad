package io.grammage.gateway.relay;

import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.identity.Authenticator;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.ledger.Journal;
import io.grammage.gateway.ledger.OpenCalls;
import io.grammage.gateway.ledger.UsageDerivation;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What all event loops of a node share. Every part is thread-safe.
 *
 * @param catalog gives the catalog in force at a moment of the last seconds
 * @param blocking runs what may block or take long, each task on a thread of its own
 */
public record RelayServices(
        RelaySettings settings,
        Clock clock,
        Function<Instant, Catalog> catalog,
        Authenticator authenticator,
        RequestMemory memory,
        ProviderStates states,
        Dialect dialect,
        OpenCalls openCalls,
        Journal journal,
        UsageDerivation derivation,
        TokenEstimator estimator,
        Executor blocking,
        List<CallListener> listeners) {
    public RelayServices {
        listeners = List.copyOf(listeners);
    }
}
