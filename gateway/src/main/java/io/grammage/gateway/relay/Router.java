package io.grammage.gateway.relay;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Puts the providers of a model in the order in which a call tries them. Confined to an event loop; the loads it reads
 * are shared.
 */
public final class Router {
    private final ProviderLoads loads;
    private final Dialect dialect;
    private final RandomGenerator random;

    public Router(ProviderLoads loads, Dialect dialect, RandomGenerator random) {
        this.loads = requireNonNull(loads, "loads");
        this.dialect = requireNonNull(dialect, "dialect");
        this.random = requireNonNull(random, "random");
    }

    /**
     * The providers that serve the endpoint, the one to try first at the front.
     *
     * @throws GatewayException {@link ErrorCode#WRONG_MODEL_TYPE} when none of them serves it
     */
    public List<Provider> route(Model model, Endpoint endpoint) {
        List<Provider> able = able(model, endpoint);
        if (able.isEmpty()) {
            throw new GatewayException(
                            ErrorCode.WRONG_MODEL_TYPE,
                            "No provider of model '" + model.name() + "' serves " + endpoint.path() + ".")
                    .about("model");
        }
        if (able.size() == 1) {
            return able;
        }
        return switch (model.loadBalancing()) {
            case SHUFFLE -> shuffled(able);
            case ROUND_ROBIN -> inTurn(able, loads.nextTurn(model.name()));
            case LEAST_BUSY -> leastBusyFirst(able);
        };
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
        return sortedBy(shuffled, provider -> (double) loads.inFlight(provider.id()) / provider.weight());
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

    private static List<Provider> sortedBy(
            List<Provider> providers, java.util.function.ToDoubleFunction<Provider> key) {
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
