package io.grammage.footprint;

import io.grammage.footprint.internal.Nearest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Known models by provider and exact name. Immutable; read when first asked for. */
public final class ModelRegistry {
    private static final int HINTS = 3;

    private final Map<String, ModelProvider> providers;
    private final Map<String, Map<String, RegisteredModel>> modelsByProvider;

    ModelRegistry(Map<String, ModelProvider> providers, Map<String, Map<String, RegisteredModel>> modelsByProvider) {
        this.providers = Collections.unmodifiableMap(providers);
        this.modelsByProvider = modelsByProvider;
    }

    /** The 356 models and 12 aliases of EcoLogits at commit 5be90da. */
    public static ModelRegistry ecologits() {
        return EcoLogitsModels.REGISTRY;
    }

    /** The model of that name or alias. Names are compared as they are: no prefix, no date, no case is guessed. */
    public Optional<RegisteredModel> find(String provider, String name) {
        return Optional.ofNullable(names(provider).get(name));
    }

    /**
     * The model that has to be known.
     *
     * @throws FootprintException if it is not; the message has the nearest names of that provider, or the providers
     */
    public RegisteredModel require(String provider, String name) {
        if (!providers.containsKey(provider)) {
            throw new FootprintException("model provider: \"" + provider + "\" (expected one of: "
                    + String.join(", ", providers.keySet()) + ")");
        }
        return find(provider, name).orElseThrow(() -> {
            List<String> nearest = nearest(provider, name);
            return new FootprintException("model: \"" + name + "\" is not registered for " + provider
                    + (nearest.isEmpty() ? "" : ", did you mean " + String.join(" or ", nearest) + "?")
                    + " (expected: a registered name, or the numbers of parameters)");
        });
    }

    /** Names and aliases of a provider that resemble this one, closest first, at most three. */
    public List<String> nearest(String provider, String name) {
        return Nearest.to(name, names(provider).keySet(), HINTS);
    }

    /** All providers by name, in the order of the file. */
    public Map<String, ModelProvider> providers() {
        return providers;
    }

    /** The models of a provider by name, aliases included; empty where the provider is unknown. */
    public Map<String, RegisteredModel> names(String provider) {
        return modelsByProvider.getOrDefault(provider, Map.of());
    }

    /** Holds the registry from its first use on. */
    private static final class EcoLogitsModels {
        static final ModelRegistry REGISTRY = new ModelRegistryReader().read("ecologits/models.txt");
    }
}
