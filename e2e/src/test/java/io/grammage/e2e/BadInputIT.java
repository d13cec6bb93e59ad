package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each refusal: status, code, and a sentence that names the rule and the value. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
    private ProductProcess gateway;
    private Caller caller;
    private Caller stranger;

    @BeforeAll
    void start(@TempDir Path data) {
        gateway = Product.serve(data);
        caller = new Caller(gateway.baseUrl(), Product.KEY);
        stranger = new Caller(gateway.baseUrl(), "sk-0000000000000000000000000000000000000000");
    }

    @AfterAll
    void stop() {
        caller.close();
        stranger.close();
        gateway.close();
    }

    private static JsonNode refusal(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode body = JsonMapper.shared().readTree(response.body());
        JsonNode error = body.path("error");
        assertThat(error.path("code").asString()).isEqualTo(code);
        assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
        assertThat(body.path("detail").asString())
                .isEqualTo(error.path("message").asString());
        return error;
    }

    @Test
    void malformedJsonIsToldByOffset() {
        JsonNode error =
                refusal(caller.post(Caller.CHAT, "{\"model\": \"simulated-small\", oops}"), 400, "malformed_json");
        assertThat(error.path("message").asString()).contains("byte 29");
    }

    @Test
    void missingModel() {
        refusal(caller.post(Caller.CHAT, "{\"messages\":[]}"), 400, "missing_model");
    }

    @Test
    void unknownModelGetsTheNearestNames() {
        JsonNode error = refusal(caller.post(Caller.CHAT, Caller.chat("simulated-smal", "x")), 404, "model_not_found");
        assertThat(error.path("message").asString())
                .contains("'simulated-smal'")
                .contains("'simulated-small'");
        assertThat(error.path("param").asString()).isEqualTo("model");
    }

    @Test
    void duplicateModelIsRefusedHoweverItIsSpelt() {
        refusal(
                caller.post(
                        Caller.CHAT,
                        "{\"model\":\"simulated-small\",\"mod\\u0065l\":\"simulated-large\",\"messages\":[]}"),
                400,
                "duplicate_key");
    }

    @Test
    void wrongTypeOfModel() {
        refusal(caller.post(Caller.CHAT, Caller.chat("simulated-embeddings", "x")), 400, "wrong_model_type");
        refusal(
                caller.post("/v1/embeddings", "{\"model\":\"simulated-small\",\"input\":\"x\"}"),
                400,
                "wrong_model_type");
    }

    @Test
    void bodiesOverTheBound() {
        HttpResponse<String> response = caller.post(Caller.CHAT, "x".repeat(33 * 1024 * 1024));
        refusal(response, 413, "body_too_large");
        refusal(caller.post(Caller.CHAT, Caller.chat("simulated-smal", "x")), 404, "model_not_found");
    }

    @Test
    void encodedBodies() {
        refusal(caller.post(Caller.CHAT, "x", "Content-Encoding", "gzip"), 415, "encoded_body");
    }

    @Test
    void badKeysGetOneMessage() {
        String wrong = refusal(stranger.post(Caller.CHAT, "{}"), 401, "invalid_api_key")
                .path("message")
                .asString();
        try (Caller nobody = new Caller(gateway.baseUrl(), "")) {
            assertThat(refusal(nobody.post(Caller.CHAT, "{}"), 401, "invalid_api_key")
                            .path("message")
                            .asString())
                    .isEqualTo(wrong);
            assertThat(refusal(nobody.get("/v1/models"), 401, "invalid_api_key")
                            .path("message")
                            .asString())
                    .isEqualTo(wrong);
        }
    }

    @Test
    void foreignAndUnknownProjectsGetOneMessage() {
        String unknown = refusal(caller.post("/" + UUID.randomUUID() + Caller.CHAT, "{}"), 403, "project_forbidden")
                .path("message")
                .asString();
        assertThat(refusal(caller.post("/not-a-project" + Caller.CHAT, "{}"), 403, "project_forbidden")
                        .path("message")
                        .asString())
                .isEqualTo(unknown);
    }

    @Test
    void unknownRoutesAndMethods() {
        refusal(caller.get("/v1/nothing"), 404, "unknown_route");
        HttpResponse<String> response = caller.get(Caller.CHAT);
        refusal(response, 405, "method_not_allowed");
        assertThat(response.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void providersThatFailAreListed() {
        JsonNode error = refusal(
                caller.post(Caller.CHAT, Caller.chat("simulated-small", "x"), "x-simulator-status", "500"),
                503,
                "providers_unavailable");
        assertThat(error.path("message").asString()).contains("status 500");
        refusal(
                caller.post(Caller.CHAT, Caller.chat("simulated-small", "x"), "x-simulator-status", "401"),
                502,
                "provider_refused");
        HttpResponse<String> limited = caller.post(
                Caller.CHAT, Caller.chat("simulated-small", "x"), "x-simulator-status", "429;retry-after=7");
        refusal(limited, 429, "provider_rate_limited");
        assertThat(limited.headers().firstValue("Retry-After")).contains("7");
        assertThat(caller.post(Caller.CHAT, Caller.chat("simulated-small", "x"), "x-simulator-status", "422")
                        .statusCode())
                .isEqualTo(422);
    }
}
