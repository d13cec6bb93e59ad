package io.grammage.gateway.catalog;

import static io.grammage.gateway.kernel.Checks.notBlank;
import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.UsageUnit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A public name and what stands behind it.
 *
 * @param createdAt when it was first offered; the {@code created} of the API
 * @param prices at most one for each unit and mode
 * @param fallbacks names or aliases of models that serve a call, in this order, when no provider of this one can
 * @param providers at least one
 */
public record Model(
        String name,
        ModelType type,
        List<String> aliases,
        Instant createdAt,
        ModelCard card,
        Lifecycle lifecycle,
        List<Price> prices,
        LoadBalancing loadBalancing,
        Retries retries,
        List<String> fallbacks,
        List<Provider> providers) {
    public Model {
        notBlank(name, 64, "model name");
        requireNonNull(type, "type");
        aliases = List.copyOf(aliases);
        requireNonNull(createdAt, "createdAt");
        requireNonNull(card, "card");
        requireNonNull(lifecycle, "lifecycle");
        prices = List.copyOf(prices);
        requireNonNull(loadBalancing, "loadBalancing");
        requireNonNull(retries, "retries");
        fallbacks = List.copyOf(fallbacks);
        providers = List.copyOf(providers);
        if (providers.isEmpty()) {
            throw new IllegalArgumentException("providers of model " + name + ": none (expected: at least one)");
        }
        for (Provider provider : providers) {
            if (!provider.type().serves(type)) {
                throw new IllegalArgumentException("provider " + provider.id() + ": "
                        + provider.type().wireName() + " does not serve models of type " + type.wireName());
            }
        }
    }

    /** The same with these prices. */
    Model withPrices(List<Price> others) {
        return new Model(
                name, type, aliases, createdAt, card, lifecycle, others, loadBalancing, retries, fallbacks, providers);
    }

    /** The price of a unit in a mode, or null where there is none. */
    public @Nullable Price price(UsageUnit unit, Mode mode) {
        for (Price price : prices) {
            if (price.unit() == unit && price.mode() == mode) {
                return price;
            }
        }
        return null;
    }
}
