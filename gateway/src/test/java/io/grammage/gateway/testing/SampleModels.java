package io.grammage.gateway.testing;

import io.grammage.footprint.PreparedEstimator;
import io.grammage.footprint.Zone;
import io.grammage.gateway.catalog.Hosting;
import io.grammage.gateway.catalog.Lifecycle;
import io.grammage.gateway.catalog.LoadBalancing;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.ModelCard;
import io.grammage.gateway.catalog.ModelType;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.catalog.ProviderType;
import io.grammage.gateway.catalog.Retries;
import io.grammage.gateway.catalog.Safeguards;
import io.grammage.gateway.catalog.StreamUsage;
import io.grammage.gateway.catalog.Timeouts;
import io.grammage.gateway.catalog.UpstreamAddress;
import io.grammage.gateway.kernel.Price;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Models as tests need them: small, valid, without meaning. */
public final class SampleModels {
    public static final Currency EUR = Currency.getInstance("EUR");
    public static final Instant CREATED = Instant.parse("2026-01-02T03:04:05Z");

    private SampleModels() {}

    /** A model without card, prices or parameters. */
    public static Model model(String name, ModelType type) {
        return model(name, type, ModelCard.EMPTY, List.of());
    }

    /** A text model with prices. */
    public static Model priced(String name, Price... prices) {
        return model(name, ModelType.TEXT_GENERATION, ModelCard.EMPTY, List.of(prices));
    }

    /** An active model with one provider. */
    public static Model model(String name, ModelType type, ModelCard card, List<Price> prices) {
        return new Model(
                name,
                type,
                List.of(),
                CREATED,
                card,
                Lifecycle.ACTIVE,
                prices,
                LoadBalancing.SHUFFLE,
                Retries.DEFAULT,
                List.of(),
                List.of(provider(name + "-1", null)));
    }

    /** A provider in the zone {@code WOR}. */
    public static Provider provider(String id, @Nullable PreparedEstimator estimator) {
        return new Provider(
                id,
                ProviderType.OPENAI,
                new UpstreamAddress(false, "127.0.0.1", 9, ""),
                "upstream-model",
                null,
                Timeouts.DEFAULT,
                Safeguards.DEFAULT,
                StreamUsage.ASK,
                1,
                new Hosting(Zone.WORLD, estimator));
    }
}
