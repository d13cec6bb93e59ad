package io.grammage.gateway.api;

import io.grammage.gateway.catalog.Lifecycle;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.ModelCard;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.UsageUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model as {@code /v1/models} shows it: the members of OpenAI, then those of OpenGateLLM, then ours. What the operator
 * did not say is null.
 *
 * @param costs the realtime prices in OpenGateLLM's form, where a lacking price is zero; {@code prices} tells them apart
 * @param zones where its providers run, each once, in their order
 */
record ModelJson(
        String id,
        String object,
        long created,
        String ownedBy,
        String type,
        List<String> aliases,
        @Nullable Integer maxContextLength,
        Costs costs,
        @Nullable String description,
        @Nullable String licence,
        @Nullable Integer contextWindow,
        @Nullable Integer maxOutputTokens,
        Modalities modalities,
        @Nullable String region,
        List<String> zones,
        List<PriceJson> prices,
        LifecycleJson lifecycle) {
    private static final String OWNER = "grammage";

    /** Currency units per million tokens. */
    record Costs(BigDecimal promptTokens, BigDecimal completionTokens) {
        static Costs of(Model model) {
            return new Costs(perMillion(model, UsageUnit.INPUT), perMillion(model, UsageUnit.OUTPUT));
        }

        private static BigDecimal perMillion(Model model, UsageUnit unit) {
            Price price = model.price(unit, Mode.REALTIME);
            return price == null ? BigDecimal.ZERO : price.unitPrice();
        }
    }

    /** What goes in and what comes out. */
    record Modalities(List<String> input, List<String> output) {}

    /** What so many of a unit cost. */
    record PriceJson(String id, String unit, String mode, BigDecimal price, int per, String currency) {
        static PriceJson of(Price price) {
            return new PriceJson(
                    price.id().toString(),
                    price.unit().wireName(),
                    price.mode().wireName(),
                    price.unitPrice(),
                    price.unit().pricedQuantity(),
                    price.currency().getCurrencyCode());
        }
    }

    /** Dates in seconds since 1970. */
    record LifecycleJson(
            String stage,
            @Nullable Long previewUntil,
            @Nullable Long deprecatedAt,
            @Nullable Long endOfLifeAt,
            @Nullable String successor) {
        static LifecycleJson of(Lifecycle lifecycle, Instant now) {
            return new LifecycleJson(
                    lifecycle.stageAt(now).wireName(),
                    seconds(lifecycle.previewUntil()),
                    seconds(lifecycle.deprecatedAt()),
                    seconds(lifecycle.endOfLifeAt()),
                    lifecycle.successor());
        }

        private static @Nullable Long seconds(@Nullable Instant date) {
            return date == null ? null : date.getEpochSecond();
        }
    }

    static ModelJson of(Model model, Instant now) {
        ModelCard card = model.card();
        return new ModelJson(
                model.name(),
                "model",
                model.createdAt().getEpochSecond(),
                card.ownedBy() == null ? OWNER : card.ownedBy(),
                model.type().wireName(),
                model.aliases(),
                card.contextWindow(),
                Costs.of(model),
                card.description(),
                card.licence(),
                card.contextWindow(),
                card.maxOutputTokens(),
                new Modalities(card.inputModalities(), card.outputModalities()),
                card.region(),
                model.providers().stream()
                        .map(provider -> provider.hosting().zone().code())
                        .distinct()
                        .toList(),
                model.prices().stream().map(PriceJson::of).toList(),
                LifecycleJson.of(model.lifecycle(), now));
    }
}
