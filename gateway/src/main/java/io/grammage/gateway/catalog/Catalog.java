package io.grammage.gateway.catalog;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.NearestNames;
import io.grammage.gateway.kernel.Price;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
     * @throws IllegalArgumentException when there are {@link CatalogConflict conflicts}
     */
    public Catalog(Currency currency, List<Model> models) {
        this.currency = requireNonNull(currency, "currency");
        this.models = List.copyOf(models);
        List<CatalogConflict> conflicts = CatalogConflict.among(this.models);
        if (!conflicts.isEmpty()) {
            throw new IllegalArgumentException(conflicts.getFirst().message());
        }
        for (Model model : models) {
            byName.put(model.name(), model);
            model.aliases().forEach(alias -> byName.put(alias, model));
        }
    }

    /** The currency of all prices. */
    public Currency currency() {
        return currency;
    }

    /** The prices of all models. */
    public List<Price> prices() {
        return models.stream().flatMap(model -> model.prices().stream()).toList();
    }

    /**
     * The same with these prices in place of those for the same model, unit and mode. Prices of models that it does not have, and
     * in other currencies than its own, are left aside.
     *
     * @param decided at most one for each model, unit and mode
     */
    public Catalog withPrices(List<Price> decided) {
        Map<String, List<Price>> byModel = new HashMap<>();
        for (Price price : decided) {
            if (price.currency().equals(currency)) {
                byModel.computeIfAbsent(price.model(), first -> new ArrayList<>())
                        .add(price);
            }
        }
        return new Catalog(
                currency,
                models.stream()
                        .map(model -> model.withPrices(joined(model, byModel.getOrDefault(model.name(), List.of()))))
                        .toList());
    }

    private static List<Price> joined(Model model, List<Price> decided) {
        List<Price> prices = new ArrayList<>(decided);
        for (Price price : model.prices()) {
            if (decided.stream().noneMatch(each -> each.unit() == price.unit() && each.mode() == price.mode())) {
                prices.add(price);
            }
        }
        return prices;
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
