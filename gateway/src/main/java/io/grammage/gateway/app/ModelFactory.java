package io.grammage.gateway.app;

import io.grammage.gateway.catalog.Lifecycle;
import io.grammage.gateway.catalog.LoadBalancing;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.ModelCard;
import io.grammage.gateway.catalog.ModelType;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.catalog.ProviderType;
import io.grammage.gateway.catalog.Retries;
import io.grammage.gateway.config.Located;
import io.grammage.gateway.config.ModelKeys;
import io.grammage.gateway.config.Place;
import io.grammage.gateway.config.Problems;
import io.grammage.gateway.config.ProviderKeys;
import io.grammage.gateway.config.Section;
import io.grammage.gateway.kernel.Price;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes models of their sections. */
final class ModelFactory {
    private final PriceListFactory prices;
    private final ProviderFactory providers;
    private final Problems problems;

    ModelFactory(PriceListFactory prices, ProviderFactory providers, Problems problems) {
        this.prices = prices;
        this.providers = providers;
        this.problems = problems;
    }

    /** The model, or null when something in its section does not fit. */
    @Nullable
    Model model(Section section) {
        String name = section.value(ModelKeys.NAME);
        ModelType type = ModelType.fromWire(section.value(ModelKeys.TYPE));
        ModelCard card = card(section);
        Lifecycle lifecycle = lifecycle(section.section(ModelKeys.LIFECYCLE));
        List<Price> priceList = prices.prices(section, type);
        Retries retries = retries(section.section(ModelKeys.RETRIES));
        List<Provider> served = providers(section, name, type);
        if (card == null || lifecycle == null || retries == null || served == null) {
            return null;
        }
        Instant createdAt = section.find(ModelKeys.CREATED_AT);
        return new Model(
                name,
                type,
                values(section.value(ModelKeys.ALIASES)),
                createdAt == null ? Instant.EPOCH : createdAt,
                card,
                lifecycle,
                priceList,
                LoadBalancing.fromWire(section.value(ModelKeys.LOAD_BALANCING_STRATEGY)),
                retries,
                values(section.value(ModelKeys.FALLBACKS)),
                served);
    }

    private @Nullable ModelCard card(Section section) {
        try {
            return new ModelCard(
                    section.find(ModelKeys.DESCRIPTION),
                    section.find(ModelKeys.LICENCE),
                    section.find(ModelKeys.OWNED_BY),
                    section.find(ModelKeys.CONTEXT_WINDOW),
                    section.find(ModelKeys.MAX_OUTPUT_TOKENS),
                    values(section.value(ModelKeys.INPUT_MODALITIES)),
                    values(section.value(ModelKeys.OUTPUT_MODALITIES)),
                    section.find(ModelKeys.REGION),
                    section.find(ModelKeys.PIXELS_PER_TOKEN));
        } catch (IllegalArgumentException e) {
            problems.error(section.placeOf(ModelKeys.MAX_OUTPUT_TOKENS), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable Lifecycle lifecycle(Section section) {
        try {
            return new Lifecycle(
                    section.find(ModelKeys.Lifecycle.PREVIEW_UNTIL),
                    section.find(ModelKeys.Lifecycle.DEPRECATED_AT),
                    section.find(ModelKeys.Lifecycle.END_OF_LIFE_AT),
                    section.find(ModelKeys.Lifecycle.SUCCESSOR));
        } catch (IllegalArgumentException e) {
            problems.error(section.place(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable Retries retries(Section section) {
        try {
            return new Retries(
                    section.value(ModelKeys.Retries.ROUNDS),
                    section.value(ModelKeys.Retries.BACKOFF),
                    section.value(ModelKeys.Retries.BACKOFF_MAX));
        } catch (IllegalArgumentException e) {
            problems.error(section.placeOf(ModelKeys.Retries.BACKOFF), String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** All providers, or null when one of them does not fit. */
    private @Nullable List<Provider> providers(Section section, String model, ModelType type) {
        List<Located<Section>> sections = section.value(ModelKeys.PROVIDERS);
        List<Provider> made = new ArrayList<>();
        Map<ProviderType, Integer> counts = new EnumMap<>(ProviderType.class);
        for (Located<Section> located : sections) {
            ProviderType providerType = ProviderType.fromWire(located.value().value(ProviderKeys.TYPE));
            if (!providerType.serves(type)) {
                refuseType(located.value().placeOf(ProviderKeys.TYPE), providerType, type);
                continue;
            }
            int number = counts.merge(providerType, 1, Integer::sum);
            String id = model + "/" + providerType.wireName() + (number == 1 ? "" : "-" + number);
            Provider provider = providers.provider(located.value(), id);
            if (provider != null) {
                made.add(provider);
            }
        }
        return made.size() == sections.size() ? made : null;
    }

    private void refuseType(Place place, ProviderType providerType, ModelType type) {
        String others = Arrays.stream(ProviderType.values())
                .filter(other -> other.serves(type))
                .map(ProviderType::wireName)
                .collect(Collectors.joining(", "));
        problems.error(
                place,
                providerType.wireName() + " does not serve models of type " + type.wireName() + " (expected: one of "
                        + others + ")");
    }

    private static List<String> values(List<Located<String>> located) {
        return located.stream().map(Located::value).toList();
    }
}
