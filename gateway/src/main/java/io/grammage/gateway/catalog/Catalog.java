package io.grammage.gateway.catalog;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All models at one moment. Immutable; swapped whole when the configuration changes. */
public final class Catalog {
    private final Currency currency;
    private final List<Model> models;
    private final Map<String, Model> byName = new HashMap<>();

    /**
     * Joins models into a catalog.
     *
     * @param currency of all its prices
     * @throws IllegalArgumentException when a name, an alias or a provider's id occurs twice, a successor is not a model
     *     of the catalog, or successors lead back to where they began
     */
    public Catalog(Currency currency, List<Model> models) {
        this.currency = requireNonNull(currency, "currency");
        this.models = List.copyOf(models);
        Set<String> providerIds = new HashSet<>();
        for (Model model : models) {
            addName(model.name(), model);
            model.aliases().forEach(alias -> addName(alias, model));
            for (Provider provider : model.providers()) {
                if (!providerIds.add(provider.id())) {
                    throw new IllegalArgumentException(
                            "provider: " + provider.id() + " occurs twice (expected: ids that are unique)");
                }
            }
        }
        models.forEach(this::checkSuccessors);
    }

    private void addName(String name, Model model) {
        Model other = byName.putIfAbsent(name, model);
        if (other != null) {
            throw new IllegalArgumentException("name: " + name + " of model " + model.name() + " is taken by model "
                    + other.name() + " (expected: names and aliases that are unique)");
        }
    }

    private void checkSuccessors(Model first) {
        Set<Model> seen = new HashSet<>();
        Model model = first;
        while (model.lifecycle().successor() != null) {
            if (!seen.add(model)) {
                throw new IllegalArgumentException(
                        "successor: those of model " + first.name() + " lead in a circle (expected: an end)");
            }
            String successor = requireNonNull(model.lifecycle().successor());
            Model next = byName.get(successor);
            if (next == null) {
                throw new IllegalArgumentException("successor: " + successor + " of model " + model.name()
                        + " is unknown (expected: the name of a model)");
            }
            if (next.type() != first.type()) {
                throw new IllegalArgumentException("successor: " + successor + " of model " + model.name()
                        + " is of type " + next.type().wireName() + " (expected: "
                        + first.type().wireName() + ")");
            }
            model = next;
        }
    }

    /** The currency of all prices. */
    public Currency currency() {
        return currency;
    }

    /** The models in the order of the configuration. */
    public List<Model> models() {
        return models;
    }

    /** The model of that name or alias whatever its stage, or null. */
    public @Nullable Model find(String name) {
        return byName.get(name);
    }

    /** What the name stands for at that moment, aliases and successors followed. */
    public Resolution resolve(String name, Instant moment) {
        Model first = byName.get(name);
        if (first == null) {
            return new Resolution.Unknown(NearestNames.of(name, byName.keySet()));
        }
        Model model = first;
        while (model.lifecycle().stageAt(moment) == Lifecycle.Stage.END_OF_LIFE) {
            String successor = model.lifecycle().successor();
            if (successor == null) {
                return new Resolution.Ended(
                        first, requireNonNull(model.lifecycle().endOfLifeAt()));
            }
            model = requireNonNull(byName.get(successor));
        }
        return new Resolution.Serves(model, model.name().equals(first.name()) ? null : first.name());
    }
}
