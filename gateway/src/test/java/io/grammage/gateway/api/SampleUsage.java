package io.grammage.gateway.api;

import static io.grammage.gateway.testing.SampleModels.EUR;

import io.grammage.footprint.EcoLogits09;
import io.grammage.footprint.ElectricityMixes;
import io.grammage.footprint.Hosting;
import io.grammage.footprint.ModelParameters;
import io.grammage.footprint.PreparedEstimator;
import io.grammage.footprint.Range;
import io.grammage.footprint.Speed;
import io.grammage.footprint.Zone;
import io.grammage.gateway.billing.ListPricing;
import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.catalog.Lifecycle;
import io.grammage.gateway.catalog.LoadBalancing;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.ModelCard;
import io.grammage.gateway.catalog.ModelType;
import io.grammage.gateway.catalog.Retries;
import io.grammage.gateway.impact.CallWeighing;
import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.CallId;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.ledger.Attempt;
import io.grammage.gateway.ledger.CallStart;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.Ending;
import io.grammage.gateway.ledger.Outcome;
import io.grammage.gateway.ledger.Served;
import io.grammage.gateway.ledger.UsageDerivation;
import io.grammage.gateway.ledger.UsageRecord;
import io.grammage.gateway.ledger.testing.UsageRecords;
import io.grammage.gateway.testing.SampleIdentities;
import io.grammage.gateway.testing.SampleModels;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Two models, and calls of them with real prices and footprints. */
final class SampleUsage {
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    static final Catalog CATALOG = new Catalog(EUR, List.of(large(), embedder()));

    private static final UsageDerivation DERIVATION =
            new UsageDerivation(new ListPricing(EUR), new CallWeighing(), EUR);

    private SampleUsage() {}

    private static Model large() {
        PreparedEstimator estimator = EcoLogits09.STANDARD.prepare(
                ModelParameters.dense(Range.of(35)),
                Hosting.of(ElectricityMixes.ecologits09().require(Zone.WORLD)),
                Speed.UNKNOWN);
        return new Model(
                "example-35b",
                ModelType.IMAGE_TEXT_TO_TEXT,
                List.of("example"),
                SampleModels.CREATED,
                new ModelCard(
                        "Writes, and sees images.",
                        "Apache-2.0",
                        "Example Labs",
                        131_072,
                        8_192,
                        List.of("text", "image"),
                        List.of("text"),
                        "fr-par",
                        784),
                Lifecycle.ACTIVE,
                List.of(price("example-35b", UsageUnit.INPUT, "0.15"), price("example-35b", UsageUnit.OUTPUT, "0.60")),
                LoadBalancing.SHUFFLE,
                Retries.DEFAULT,
                List.of(),
                List.of(SampleModels.provider("example-35b-1", estimator)));
    }

    private static Model embedder() {
        return SampleModels.model("example-embed", ModelType.TEXT_EMBEDDINGS_INFERENCE, ModelCard.EMPTY, List.of());
    }

    private static Price price(String model, UsageUnit unit, String perMillion) {
        return Price.configured(model, unit, Mode.REALTIME, new BigDecimal(perMillion), EUR);
    }

    /** A chat of the sample project that went well. */
    static UsageRecord chat(int number, Instant startedAt, TokenCounts tokens) {
        return new Sample(number, startedAt).chat(Consumption.reported(tokens), ending(200, Outcome.COMPLETED));
    }

    /** The same of another project of the organization, or of another organization. */
    static UsageRecord foreign(int number, Instant startedAt, boolean otherOrganization) {
        Sample sample = new Sample(number, startedAt);
        UsageRecord own = sample.chat(Consumption.reported(TokenCounts.of(1, 1)), ending(200, Outcome.COMPLETED));
        CallStart start = own.start();
        CallStart moved = UsageRecords.startLike(
                start,
                start.id(),
                otherOrganization ? new OrganizationId(new UUID(9, 9)) : start.organization(),
                otherOrganization ? start.project() : SampleIdentities.OTHER_PROJECT,
                start.tags());
        return new UsageRecord(moved, own.served(), own.ending(), own.usage(), own.attempts());
    }

    /** A chat whose tokens the gateway had to count itself. */
    static UsageRecord estimatedChat(int number, Instant startedAt, TokenCounts tokens) {
        return new Sample(number, startedAt).chat(Consumption.estimated(tokens, 1), ending(200, Outcome.COMPLETED));
    }

    /** A chat that no provider answered. */
    static UsageRecord failedChat(int number, Instant startedAt) {
        return new Sample(number, startedAt).unserved();
    }

    /** Embeddings of a model that has neither price nor footprint. */
    static UsageRecord embedding(int number, Instant startedAt, long tokens) {
        return new Sample(number, startedAt).embedding(Consumption.reported(TokenCounts.of(tokens, 0)));
    }

    private static Ending ending(int status, Outcome outcome) {
        return new Ending(status, outcome, "stop", 1_234_567, 230_400L);
    }

    /** What the calls of one moment have in common. */
    private record Sample(int number, Instant startedAt) {
        private static final int LATENCY_MICROS = 1_234_567;

        UsageRecord chat(Consumption consumption, Ending ending) {
            Model model = CATALOG.models().getFirst();
            return new UsageRecord(
                    start(model, "example", Endpoint.CHAT_COMPLETIONS, true, SampleIdentities.KEY_ID),
                    served(model),
                    ending,
                    DERIVATION.derive(model, model.providers().getFirst(), Mode.REALTIME, consumption, LATENCY_MICROS),
                    List.of(new Attempt("example-35b-2", 503, "status", 1_500, 20_000)));
        }

        UsageRecord embedding(Consumption consumption) {
            Model model = CATALOG.models().getLast();
            return new UsageRecord(
                    start(model, model.name(), Endpoint.EMBEDDINGS, false, new ApiKeyId(new UUID(1, 5))),
                    served(model),
                    new Ending(200, Outcome.COMPLETED, null, LATENCY_MICROS, null),
                    DERIVATION.derive(model, model.providers().getFirst(), Mode.REALTIME, consumption, LATENCY_MICROS),
                    List.of());
        }

        UsageRecord unserved() {
            Model model = CATALOG.models().getFirst();
            return new UsageRecord(
                    start(model, "example", Endpoint.CHAT_COMPLETIONS, false, SampleIdentities.KEY_ID),
                    null,
                    new Ending(503, Outcome.UPSTREAM_FAILED, null, LATENCY_MICROS, null),
                    DERIVATION.derive(model, null, Mode.REALTIME, Consumption.NONE, LATENCY_MICROS),
                    List.of(new Attempt("example-35b-1", 0, "connect_failed", 1_000, 5_000_000)));
        }

        private CallStart start(Model model, String requested, Endpoint endpoint, boolean stream, ApiKeyId key) {
            return new CallStart(
                    new CallId(new UUID(0x01A1_FD8C_6900_7000L, 0x8000_0000_0000_0000L + number)),
                    "node-1",
                    startedAt,
                    SampleIdentities.ORGANIZATION,
                    new ProjectId(SampleIdentities.PROJECT.value()),
                    key,
                    null,
                    endpoint,
                    Mode.REALTIME,
                    stream,
                    model.name(),
                    requested,
                    2_000,
                    Map.of("team", "docs"));
        }

        private static Served served(Model model) {
            return new Served(
                    model.providers().getFirst().id(),
                    "upstream-model",
                    Zone.WORLD,
                    model.card().region(),
                    null);
        }
    }
}
