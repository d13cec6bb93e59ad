package io.grammage.gateway.relay;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.catalog.Resolution;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Puts the providers of a model in the order in which a call tries them. Confined to an event loop; the states it reads
 * are shared.
 */
public final class Router {
    private final ProviderStates states;
    private final Dialect dialect;
    private final Clock clock;
    private final RandomGenerator random;

    public Router(ProviderStates states, Dialect dialect, Clock clock, RandomGenerator random) {
        this.states = requireNonNull(states, "states");
        this.clock = requireNonNull(clock, "clock");
        this.dialect = requireNonNull(dialect, "dialect");
        this.random = requireNonNull(random, "random");
    }

    /**
     * The route of a call of a model: its providers that serve the endpoint, then those of its fallbacks.
     *
     * @param now decides which fallbacks have ended
     * @throws GatewayException {@link ErrorCode#WRONG_MODEL_TYPE} when none of its own providers serves the endpoint
     */
    Route route(Model model, Endpoint endpoint, Catalog catalog, Instant now) {
        List<Provider> able = able(model, endpoint);
        if (able.isEmpty()) {
            throw new GatewayException(
                            ErrorCode.WRONG_MODEL_TYPE,
                            "No provider of model '" + model.name() + "' serves " + endpoint.path() + ".")
                    .about("model");
        }
        Iterator<Route.Leg> fallbacks = model.fallbacks().isEmpty()
                ? Collections.emptyIterator()
                : model.fallbacks().stream()
                        .mapMulti((String name, Consumer<Route.Leg> legs) -> {
                            if (catalog.resolve(name, now) instanceof Resolution.Serves serves) {
                                addLeg(serves.model(), endpoint, legs);
                            }
                        })
                        .iterator();
        return new Route(new Route.Leg(model, ordered(model, able)), fallbacks, random);
    }

    private void addLeg(Model model, Endpoint endpoint, Consumer<Route.Leg> legs) {
        List<Provider> able = able(model, endpoint);
        if (!able.isEmpty()) {
            legs.accept(new Route.Leg(model, ordered(model, able)));
        }
    }

    /** In the order of the strategy; those that are well and have places go before the others. */
    private List<Provider> ordered(Model model, List<Provider> providers) {
        if (providers.size() == 1) {
            return providers;
        }
        List<Provider> order = switch (model.loadBalancing()) {
            case SHUFFLE -> shuffled(providers);
            case ROUND_ROBIN -> inTurn(providers, states.nextTurn(model.name()));
            case LEAST_BUSY -> leastBusyFirst(providers);
        };
        long nowNanos = clock.nanos();
        return sortedBy(
                order,
                provider -> states.of(provider.id()).rank(provider.safeguards().concurrency(), nowNanos));
    }

    private List<Provider> able(Model model, Endpoint endpoint) {
        List<Provider> all = model.providers();
        List<Provider> able = new ArrayList<>(all.size());
        for (Provider provider : all) {
            if (dialect.path(provider, endpoint) != null) {
                able.add(provider);
            }
        }
        return able;
    }

    /** Drawn without putting back, each in proportion to its weight: Efraimidis and Spirakis, key u^(1/w). */
    private List<Provider> shuffled(List<Provider> providers) {
        return sortedBy(providers, provider -> Math.log(1 - random.nextDouble()) / -provider.weight());
    }

    private List<Provider> leastBusyFirst(List<Provider> providers) {
        List<Provider> shuffled = shuffled(providers);
        // The sort is stable: those that are equally busy stay in random order.
        return sortedBy(shuffled, provider -> (double) states.of(provider.id()).inFlight() / provider.weight());
    }

    private static List<Provider> inTurn(List<Provider> providers, long turn) {
        long weights = 0;
        for (Provider provider : providers) {
            weights += provider.weight();
        }
        long place = turn % weights;
        int first = 0;
        while (place >= providers.get(first).weight()) {
            place -= providers.get(first).weight();
            first++;
        }
        List<Provider> order = new ArrayList<>(providers.size());
        order.addAll(providers.subList(first, providers.size()));
        order.addAll(providers.subList(0, first));
        return order;
    }

    private static List<Provider> sortedBy(List<Provider> providers, ToDoubleFunction<Provider> key) {
        record Ranked(Provider provider, double rank) {}
        Ranked[] ranked = new Ranked[providers.size()];
        for (int i = 0; i < ranked.length; i++) {
            ranked[i] = new Ranked(providers.get(i), key.applyAsDouble(providers.get(i)));
        }
        Arrays.sort(ranked, Comparator.comparingDouble(Ranked::rank));
        List<Provider> order = new ArrayList<>(ranked.length);
        for (Ranked each : ranked) {
            order.add(each.provider());
        }
        return order;
    }
}
