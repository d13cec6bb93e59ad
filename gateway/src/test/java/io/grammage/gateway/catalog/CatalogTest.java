package io.grammage.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.gateway.catalog.CatalogConflict.Part;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.testing.SampleModels;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private static final Instant END = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant BEFORE = END.minusSeconds(1);

    @Test
    void findsModelsByNameAndAlias() {
        Model model = model("a", List.of("b", "c"), null);
        Catalog catalog = new Catalog(SampleModels.EUR, List.of(model));
        assertThat(catalog.find("a")).isSameAs(model);
        assertThat(catalog.find("c")).isSameAs(model);
        assertThat(catalog.find("d")).isNull();
        assertThat(catalog.resolve("b", BEFORE)).isEqualTo(new Resolution.Serves(model, null));
    }

    @Test
    void followsSuccessorsOnceAModelHasEnded() {
        Model last = model("last", List.of(), null);
        Model middle = model("middle", List.of(), "last");
        Model first = model("first", List.of("alias"), "middle");
        Catalog catalog = new Catalog(SampleModels.EUR, List.of(first, middle, last));
        assertThat(catalog.resolve("alias", BEFORE)).isEqualTo(new Resolution.Serves(first, null));
        assertThat(catalog.resolve("alias", END)).isEqualTo(new Resolution.Serves(last, "first"));
    }

    @Test
    void tellsThatAModelWithoutSuccessorHasEnded() {
        Model ended = SampleModels.model("ended", ModelType.TEXT_GENERATION);
        Model model = with(ended, List.of(), new Lifecycle(null, null, END, null));
        Catalog catalog = new Catalog(SampleModels.EUR, List.of(model));
        assertThat(catalog.resolve("ended", END)).isEqualTo(new Resolution.Ended(model, END));
        assertThatThrownBy(() -> catalog.resolve("ended", END).orRefuse("ended"))
                .isInstanceOfSatisfying(
                        GatewayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_RETIRED))
                .hasMessage("Model 'ended' reached its end of life on " + LocalDate.ofInstant(END, ZoneOffset.UTC)
                        + " and has no successor. GET /v1/models lists what is offered.");
    }

    @Test
    void aDecidedPriceTakesThePlaceOfTheOneForTheSameUnitAndMode() {
        Price input = Price.configured("a", UsageUnit.INPUT, Mode.REALTIME, BigDecimal.ONE, SampleModels.EUR);
        Price output = Price.configured("a", UsageUnit.OUTPUT, Mode.REALTIME, BigDecimal.TWO, SampleModels.EUR);
        Catalog catalog = new Catalog(
                SampleModels.EUR, List.of(SampleModels.priced("a", input, output), SampleModels.priced("b", input)));
        Price decided = decided("a", UsageUnit.OUTPUT, SampleModels.EUR);
        Price batch = Price.of("api", "a", UsageUnit.INPUT, Mode.BATCH, BigDecimal.TEN, SampleModels.EUR);

        Catalog with = catalog.withPrices(List.of(
                decided,
                batch,
                decided("gone", UsageUnit.INPUT, SampleModels.EUR),
                decided("a", UsageUnit.INPUT, Currency.getInstance("USD"))));

        assertThat(with.models().getFirst().prices()).containsExactlyInAnyOrder(input, decided, batch);
        assertThat(with.models().getLast().prices()).containsExactly(input);
        assertThat(catalog.withPrices(List.of()).prices()).isEqualTo(catalog.prices());
    }

    private static Price decided(String model, UsageUnit unit, Currency currency) {
        return Price.of("api", model, unit, Mode.REALTIME, BigDecimal.TEN, currency);
    }

    @Test
    void namesTheNearestModelsForOneThatIsUnknown() {
        Catalog catalog = new Catalog(SampleModels.EUR, List.of(model("llama-70b", List.of(), null)));
        assertThat(catalog.resolve("lama-70b", END)).isEqualTo(new Resolution.Unknown(List.of("llama-70b")));
        assertThat(catalog.resolve("x".repeat(10_000_000), END)).isEqualTo(new Resolution.Unknown(List.of()));
        assertThatThrownBy(() -> catalog.resolve("lama-70b", END).orRefuse("lama-70b"))
                .isInstanceOfSatisfying(
                        GatewayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND))
                .hasMessage(
                        "Model 'lama-70b' is not known; did you mean 'llama-70b'? GET /v1/models lists what is offered.");
        assertThatThrownBy(() -> new Resolution.Unknown(List.of()).orRefuse("x"))
                .hasMessage("Model 'x' is not known. GET /v1/models lists what is offered.");
    }

    @Test
    void refusesNamesAliasesAndProvidersThatOccurTwice() {
        List<Model> models = List.of(
                model("a", List.of("b"), null), model("b", List.of("c", "a"), null), model("a", List.of(), null));
        assertThat(CatalogConflict.among(models))
                .containsExactly(
                        new CatalogConflict(
                                1,
                                Part.NAME,
                                0,
                                "b is a name of model a (expected: names and aliases that are unique)"),
                        new CatalogConflict(
                                1,
                                Part.ALIAS,
                                1,
                                "a is a name of model a (expected: names and aliases that are unique)"),
                        new CatalogConflict(
                                2,
                                Part.NAME,
                                0,
                                "a is a name of model a (expected: names and aliases that are unique)"),
                        new CatalogConflict(2, Part.PROVIDER, 0, "a-1 occurs twice (expected: ids that are unique)"));
        assertThatThrownBy(() -> new Catalog(SampleModels.EUR, models)).hasMessageStartingWith("b is a name");
    }

    @Test
    void refusesSuccessorsThatCannotServe() {
        List<Model> models = List.of(
                model("a", List.of(), "b"),
                model("b", List.of(), "a"),
                model("c", List.of(), "nowhere"),
                model("d", List.of(), "e"),
                SampleModels.model("e", ModelType.TEXT_EMBEDDINGS_INFERENCE),
                model("self", List.of(), "self"));
        assertThat(CatalogConflict.among(models).stream()
                        .map(conflict -> conflict.model() + " " + conflict.part() + " " + conflict.message()))
                .containsExactly(
                        "0 SUCCESSOR b leads in a circle (expected: successors that end)",
                        "1 SUCCESSOR a leads in a circle (expected: successors that end)",
                        "2 SUCCESSOR nowhere is unknown (expected: the name of a model)",
                        "3 SUCCESSOR e is of type text-embeddings-inference (expected: text-generation)",
                        "5 SUCCESSOR self leads in a circle (expected: successors that end)");
    }

    @Test
    void refusesProvidersThatCannotServeTheType() {
        Provider tei = new Provider(
                "tei",
                ProviderType.TEI,
                new UpstreamAddress(false, "h", 80, ""),
                "m",
                null,
                Timeouts.DEFAULT,
                Safeguards.DEFAULT,
                StreamUsage.NEVER,
                1,
                SampleModels.provider("x", null).hosting());
        assertThatThrownBy(() -> new Model(
                        "m",
                        ModelType.TEXT_GENERATION,
                        List.of(),
                        END,
                        ModelCard.EMPTY,
                        Lifecycle.ACTIVE,
                        List.of(),
                        LoadBalancing.SHUFFLE,
                        Retries.DEFAULT,
                        List.of(),
                        List.of(tei)))
                .hasMessage("provider tei: tei does not serve models of type text-generation");
    }

    @Test
    void readsItsWordsBack() {
        for (ModelType type : ModelType.values()) {
            assertThat(ModelType.fromWire(type.wireName())).isEqualTo(type);
        }
        for (ProviderType type : ProviderType.values()) {
            assertThat(ProviderType.fromWire(type.wireName())).isEqualTo(type);
        }
        for (LoadBalancing strategy : LoadBalancing.values()) {
            assertThat(LoadBalancing.fromWire(strategy.wireName())).isEqualTo(strategy);
        }
        for (StreamUsage usage : StreamUsage.values()) {
            assertThat(StreamUsage.fromWire(usage.wireName())).isEqualTo(usage);
        }
        assertThatThrownBy(() -> StreamUsage.fromWire("often"))
                .hasMessage("stream usage: often (expected: one of ask, always_sent, never)");
    }

    private static Model model(String name, List<String> aliases, @Nullable String successor) {
        Lifecycle lifecycle = successor == null ? Lifecycle.ACTIVE : new Lifecycle(null, null, END, successor);
        return with(SampleModels.model(name, ModelType.TEXT_GENERATION), aliases, lifecycle);
    }

    private static Model with(Model base, List<String> aliases, Lifecycle lifecycle) {
        return new Model(
                base.name(),
                base.type(),
                aliases,
                base.createdAt(),
                base.card(),
                lifecycle,
                base.prices(),
                base.loadBalancing(),
                base.retries(),
                base.fallbacks(),
                base.providers());
    }
}
