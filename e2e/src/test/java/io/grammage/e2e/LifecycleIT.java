package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models come and go: what callers of each are told, and who serves them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifecycleIT {
    private EchoUpstream upstream;
    private ProductProcess gateway;
    private Caller caller;

    @BeforeAll
    void start(@TempDir Path directory) {
        upstream = new EchoUpstream();
        Path config = Product.config(directory, """
                models:
                  - name: coming
                    type: text-generation
                    lifecycle: {preview_until: 2098-01-01}
                    providers: [{type: vllm, url: "URL", model_name: u-coming}]
                  - name: staying
                    type: text-generation
                    prices: {input: 1, output: 2}
                    providers: [{type: vllm, url: "URL", model_name: u-staying}]
                  - name: going
                    type: text-generation
                    prices: {input: 3, output: 4}
                    lifecycle: {deprecated_at: 2025-01-01, end_of_life_at: "2099-06-30T14:00:00+02:00", successor: staying}
                    providers: [{type: vllm, url: "URL", model_name: u-going}]
                  - name: going-without-date
                    type: text-generation
                    lifecycle: {deprecated_at: "2025-01-01T00:00:00.5Z"}
                    providers: [{type: vllm, url: "URL", model_name: u-going-too}]
                  - name: gone
                    aliases: [once]
                    type: text-generation
                    prices: {input: 5, output: 6}
                    lifecycle: {deprecated_at: 2025-01-01, end_of_life_at: 2025-06-30, successor: staying}
                    providers: [{type: vllm, url: "URL", model_name: u-gone}]
                  - name: long-gone
                    type: text-generation
                    lifecycle: {end_of_life_at: 2024-06-30, successor: gone}
                    providers: [{type: vllm, url: "URL", model_name: u-long-gone}]
                  - name: lost
                    type: text-generation
                    lifecycle: {end_of_life_at: 2025-03-31}
                    providers: [{type: vllm, url: "URL", model_name: u-lost}]
                """.replace("URL", upstream.url()));
        gateway = Product.serve(directory.resolve("data"), config);
        caller = new Caller(gateway.baseUrl(), Product.KEY);
    }

    @AfterAll
    void stop() {
        caller.close();
        gateway.close();
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"staying", "coming"})
    void modelsThatStayOrComeAreServedWithoutFurtherNotice(String model) {
        for (HttpResponse<String> response : bothWays(model)) {
            assertThat(EchoedCall.of(response).model()).isEqualTo(model);
            assertThat(response.headers().map())
                    .doesNotContainKeys("deprecation", "sunset", "x-grammage-redirected-from");
        }
    }

    @Test
    void deprecatedModelsAreServedAndSaySoInTheHeadersOfTheStandards() {
        for (HttpResponse<String> response : bothWays("going")) {
            EchoedCall call = EchoedCall.of(response);
            assertThat(call.upstreamModel()).isEqualTo("u-going");
            assertThat(call.cost()).isEqualByComparingTo("0.005");
            HttpHeaders headers = response.headers();
            assertThat(headers.allValues("Deprecation")).containsExactly("@1735689600");
            assertThat(headers.allValues("Sunset")).containsExactly("Tue, 30 Jun 2099 12:00:00 GMT");
            assertThat(headers.firstValue("x-grammage-redirected-from")).isEmpty();
        }
        HttpHeaders withoutDate = bothWays("going-without-date").getFirst().headers();
        assertThat(withoutDate.allValues("Deprecation")).containsExactly("@1735689600");
        assertThat(withoutDate.firstValue("Sunset")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone", "once", "long-gone"})
    void callsOfAnEndedModelGoToItsSuccessorAtTheSuccessorsPrice(String name) {
        String ended = name.equals("once") ? "gone" : name;
        for (HttpResponse<String> response : bothWays(name)) {
            EchoedCall call = EchoedCall.of(response);
            assertThat(call.model()).isEqualTo("staying");
            assertThat(call.upstreamModel()).isEqualTo("u-staying");
            assertThat(call.cost()).isEqualByComparingTo("0.002");
            HttpHeaders headers = response.headers();
            assertThat(headers.allValues("x-grammage-redirected-from")).containsExactly(ended);
            assertThat(headers.map()).doesNotContainKeys("deprecation", "sunset");

            JsonNode record = caller.record(call.id());
            assertThat(record.path("model").asString()).isEqualTo("staying");
            assertThat(record.path("requested_model").asString()).isEqualTo(name);
            assertThat(record.path("cost").decimalValue()).isEqualByComparingTo("0.002");
        }
    }

    @Test
    void callsOfAnEndedModelWithoutSuccessorFailWithASentence() {
        HttpResponse<String> response = caller.post(Caller.CHAT, Caller.chat("lost", "x"));

        assertThat(response.statusCode()).isEqualTo(404);
        JsonNode error = JsonMapper.shared().readTree(response.body()).path("error");
        assertThat(error.path("code").asString()).isEqualTo("model_retired");
        assertThat(error.path("param").asString()).isEqualTo("model");
        assertThat(error.path("message").asString())
                .isEqualTo("Model 'lost' reached its end of life on 2025-03-31 and has no successor. GET /v1/models"
                        + " lists what is offered.");
        assertThat(caller.get("/v1/models/lost").statusCode()).isEqualTo(404);
    }

    @Test
    void theListShowsTheStagesOfWhatIsOffered() {
        Map<String, String> stages = new HashMap<>();
        for (JsonNode model : caller.json("/v1/models").path("data")) {
            stages.put(model.path("id").asString(), model.at("/lifecycle/stage").asString());
        }
        assertThat(stages)
                .isEqualTo(Map.of(
                        "coming", "preview",
                        "staying", "active",
                        "going", "deprecated",
                        "going-without-date", "deprecated"));

        JsonNode going = caller.json("/v1/models/going").path("lifecycle");
        assertThat(going.path("deprecated_at").asLong()).isEqualTo(1_735_689_600);
        assertThat(going.path("end_of_life_at").asLong()).isEqualTo(4_086_504_000L);
        assertThat(going.path("successor").asString()).isEqualTo("staying");
        assertThat(caller.json("/v1/models/once").at("/lifecycle/stage").asString())
                .isEqualTo("end_of_life");
    }

    /** A plain call and a streamed one. */
    private List<HttpResponse<String>> bothWays(String model) {
        String plain = Caller.chat(model, "x");
        String streamed =
                plain.replace("{\"model\"", "{\"stream\":true,\"stream_options\":{\"include_usage\":true},\"model\"");
        return List.of(caller.post(Caller.CHAT, plain), caller.post(Caller.CHAT, streamed));
    }
}
