package io.grammage.gateway.api;

import static io.grammage.gateway.testing.SampleModels.EUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.catalog.Lifecycle;
import io.grammage.gateway.catalog.LoadBalancing;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.ModelCard;
import io.grammage.gateway.catalog.ModelType;
import io.grammage.gateway.catalog.Retries;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.testing.ManualClock;
import io.grammage.gateway.testing.SampleModels;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ModelsApiTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofHours(1));

    private final ManualClock clock = new ManualClock(NOW);
    private final ApiServer server = new ApiServer(clock, new ModelsApi(ModelsApiTest::catalog, clock).routes());

    static Catalog catalog() {
        Model full = model(
                "vision/large-2",
                List.of("large", "vision/latest"),
                new ModelCard(
                        "Sees and writes.",
                        "Apache-2.0",
                        "Example Labs",
                        131_072,
                        8_192,
                        List.of("text", "image"),
                        List.of("text"),
                        "fr-par",
                        256),
                new Lifecycle(null, NOW.minusSeconds(60), END, "small"),
                Price.configured("m", UsageUnit.INPUT, Mode.REALTIME, new BigDecimal("0.90"), EUR),
                Price.configured("m", UsageUnit.OUTPUT, Mode.REALTIME, new BigDecimal("100"), EUR),
                Price.configured("m", UsageUnit.OUTPUT, Mode.BATCH, new BigDecimal("0.000001"), EUR));
        return new Catalog(
                EUR,
                List.of(
                        full,
                        model("small", List.of(), ModelCard.EMPTY, Lifecycle.ACTIVE),
                        model("gone", List.of(), ModelCard.EMPTY, new Lifecycle(null, null, END, null))));
    }

    private static Model model(
            String name, List<String> aliases, ModelCard card, Lifecycle lifecycle, Price... prices) {
        return new Model(
                name,
                ModelType.IMAGE_TEXT_TO_TEXT,
                aliases,
                SampleModels.CREATED,
                card,
                lifecycle,
                List.of(prices),
                LoadBalancing.SHUFFLE,
                Retries.DEFAULT,
                List.of(),
                List.of(SampleModels.provider(name + "-1", null), SampleModels.provider(name + "-2", null)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsModelsAsTheDescriptionSays() {
        String answer = server.get("/v1/models").body();

        ApiSchemas.checkAnswer("/v1/models", 200, answer);
        assertThat(ids()).containsExactly("vision/large-2", "small", "gone");
    }

    @Test
    void showsAllThatIsKnownOfAModel() {
        JsonNode model = server.json("/v1/models/vision/large-2");

        assertThat(model.path("object").stringValue()).isEqualTo("model");
        assertThat(model.path("created").longValue()).isEqualTo(SampleModels.CREATED.getEpochSecond());
        assertThat(model.path("owned_by").stringValue()).isEqualTo("Example Labs");
        assertThat(model.path("type").stringValue()).isEqualTo("image-text-to-text");
        assertThat(model.path("aliases").toString()).isEqualTo("[\"large\",\"vision/latest\"]");
        assertThat(model.path("max_context_length").intValue()).isEqualTo(131_072);
        assertThat(model.path("context_window").intValue()).isEqualTo(131_072);
        assertThat(model.path("max_output_tokens").intValue()).isEqualTo(8_192);
        assertThat(model.path("modalities").toString())
                .isEqualTo("{\"input\":[\"text\",\"image\"],\"output\":[\"text\"]}");
        assertThat(model.path("zones").toString()).isEqualTo("[\"WOR\"]");
        assertThat(model.path("lifecycle").path("stage").stringValue()).isEqualTo("deprecated");
        assertThat(model.path("lifecycle").path("end_of_life_at").longValue()).isEqualTo(END.getEpochSecond());
        assertThat(model.path("lifecycle").path("successor").stringValue()).isEqualTo("small");
    }

    @Test
    void writesPricesAsExactDecimals() {
        String answer = server.get("/v1/models/large").body();

        assertThat(answer)
                .contains("\"costs\":{\"prompt_tokens\":0.9,\"completion_tokens\":100}")
                .contains(
                        "\"unit\":\"output\",\"mode\":\"batch\",\"price\":0.000001,\"per\":1000000,\"currency\":\"EUR\"");
    }

    @Test
    void saysNullForWhatIsNotKnownAndListsNoPriceWhereThereIsNone() {
        JsonNode model = server.json("/v1/models/small");

        for (String member : List.of("description", "licence", "context_window", "max_output_tokens", "region")) {
            assertThat(model.has(member)).as(member).isTrue();
            assertThat(model.path(member).isNull()).as(member).isTrue();
        }
        assertThat(model.path("owned_by").stringValue()).isEqualTo("grammage");
        assertThat(model.path("prices").isEmpty()).isTrue();
        assertThat(model.path("costs").toString()).isEqualTo("{\"prompt_tokens\":0,\"completion_tokens\":0}");
    }

    @Test
    void findsModelsByNameAndAlias() {
        assertThat(id("vision/large-2")).isEqualTo("vision/large-2");
        assertThat(id("vision%2Flarge-2")).isEqualTo("vision/large-2");
        assertThat(id("vision/latest")).isEqualTo("vision/large-2");
    }

    @Test
    void namesTheNearestWhereAModelIsUnknown() {
        HttpResponse<String> answer = server.get("/v1/models/smal");

        assertThat(answer.statusCode()).isEqualTo(404);
        ApiSchemas.checkAnswer("/v1/models/{model}", 404, answer.body());
        assertThat(answer.body()).contains("model_not_found").contains("did you mean 'small'");
    }

    @Test
    void dropsModelsAtTheirEndAndShowsThemWhileASuccessorServes() {
        clock.advance(Duration.ofHours(2));

        assertThat(ids()).containsExactly("small");
        JsonNode redirected = server.json("/v1/models/large");
        assertThat(redirected.path("id").stringValue()).isEqualTo("vision/large-2");
        assertThat(redirected.path("lifecycle").path("stage").stringValue()).isEqualTo("end_of_life");
        HttpResponse<String> gone = server.get("/v1/models/gone");
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body()).contains("model_retired").contains("2026-11-21");
    }

    private List<String> ids() {
        List<String> ids = new ArrayList<>();
        server.json("/v1/models")
                .path("data")
                .forEach(model -> ids.add(model.path("id").stringValue()));
        return ids;
    }

    private @Nullable String id(String name) {
        return server.json("/v1/models/" + name).path("id").stringValue("none");
    }
}
