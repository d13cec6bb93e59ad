package io.grammage.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is around an answer: headers, counts that nobody reported, callers of older kinds, settings that change answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersIT {
    private static final String MODELS = """
            models:
              - name: m
                type: text-generation
                prices: {input: 1, output: 2}
                providers: [{type: openai, url: "URL", model_name: u, id: the-provider, key: sk-upstream}]
              - name: vectors
                type: text-embeddings-inference
                prices: {input: 1}
                providers: [{type: openai, url: "URL", model_name: u}]
            """;

    private final ScriptedUpstream upstream = new ScriptedUpstream();
    private ProductProcess gateway;
    private ProductProcess generous;
    private Caller caller;
    private Caller generousCaller;
    private Path data;

    @BeforeAll
    void start(@TempDir Path directory, @TempDir Path other) {
        data = directory.resolve("data");
        String models = MODELS.replace("URL", upstream.url());
        gateway = Product.serve(data, Product.config(directory, models));
        String settings = "usage_in_streams: always\nfootprint: {carbon_when_not_estimated: null}\n";
        generous = Product.serve(other.resolve("data"), Product.config(other, settings + models));
        caller = new Caller(gateway.baseUrl(), Product.KEY);
        generousCaller = new Caller(generous.baseUrl(), Product.KEY);
    }

    @AfterAll
    void stop() {
        caller.close();
        generousCaller.close();
        gateway.close();
        generous.close();
        upstream.close();
    }

    private void plain(String body) {
        upstream.answerWith(
                new ScriptedUpstream.Answer(200, Map.of("Content-Type", "application/json"), body.getBytes(UTF_8)));
    }

    /** The events, each with what stands after {@code data:}. */
    private void stream(String... events) {
        String body = "data: " + String.join("\n\ndata: ", events) + "\n\n";
        upstream.answerWith(new ScriptedUpstream.Answer(
                200, Map.of("Content-Type", "text/event-stream; charset=utf-8"), body.getBytes(UTF_8)));
    }

    private static String chunk(String content) {
        return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"u\",\"choices\":[{\"index\":0,"
                + "\"delta\":{\"content\":\"" + content + "\"},\"finish_reason\":null}]}";
    }

    private static String chat() {
        return Caller.chat("m", "hello world");
    }

    private static String streamed() {
        return chat().replace("{\"model\"", "{\"stream\":true,\"model\"");
    }

    private static String id(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.headers().firstValue("x-request-id").orElseThrow();
    }

    @Test
    void headersTellTheCallTheProviderAndWhatTheGatewayAdded() {
        plain("{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}");
        HttpResponse<String> answer = caller.post(Caller.CHAT, chat());
        assertThat(caller.record(id(answer)).path("provider").asString()).isEqualTo("the-provider");
        assertThat(answer.headers().firstValue("content-length"))
                .contains(Integer.toString(answer.body().getBytes(UTF_8).length));
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");

        stream(chunk("a"), "[DONE]");
        HttpResponse<String> events = caller.post(Caller.CHAT, streamed());
        assertThat(events.headers().firstValue("content-type")).contains("text/event-stream; charset=utf-8");

        upstream.answerWith(new ScriptedUpstream.Answer(
                422, Map.of("Content-Type", "application/problem+json"), "{\"detail\":[1,2]}".getBytes(UTF_8)));
        HttpResponse<String> rejected = caller.post(Caller.CHAT, chat());
        assertThat(rejected.statusCode()).isEqualTo(422);
        assertThat(rejected.body()).isEqualTo("{\"detail\":[1,2]}");
        assertThat(rejected.headers().firstValue("content-type")).contains("application/problem+json");

        for (HttpHeaders headers : List.of(answer.headers(), events.headers(), rejected.headers())) {
            assertThat(headers.allValues("x-request-id")).hasSize(1);
            assertThat(headers.allValues("x-grammage-provider")).containsExactly("the-provider");
            assertThat(headers.firstValue("x-grammage-overhead-ms").orElseThrow())
                    .matches("\\d{1,4}\\.\\d{3}");
        }
    }

    @Test
    void aPlainAnswerWithoutUsageIsCountedAndMarked() {
        plain("{\"id\":\"a\",\"choices\":[{\"message\":{\"content\":\"hello world\"},\"finish_reason\":\"stop\"}]}");
        HttpResponse<String> answer = caller.post(Caller.CHAT, chat());

        JsonNode usage = JsonMapper.shared().readTree(answer.body()).path("usage");
        // Four tokens for the message and three for the begin of the reply, and "hello world" is two.
        assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(9);
        assertThat(usage.path("completion_tokens").asInt()).isEqualTo(2);
        assertThat(usage.path("total_tokens").asInt()).isEqualTo(11);
        assertThat(usage.path("cost").decimalValue()).isEqualByComparingTo("0.000013");
        JsonNode record = caller.record(id(answer));
        assertThat(record.path("count_source").asString()).isEqualTo("estimated");
        assertThat(record.at("/tokens/input").asInt()).isEqualTo(9);
        assertThat(record.path("finish_reason").asString()).isEqualTo("stop");
    }

    @Test
    void aStreamWithoutUsageIsCountedByItsEvents() {
        stream(chunk("hel"), chunk("lo"), chunk("world wide"), "[DONE]");
        HttpResponse<String> silent = caller.post(Caller.CHAT, streamed());
        assertThat(silent.body())
                .isEqualTo("data: "
                        + (chunk("hel") + "\n\ndata: " + chunk("lo") + "\n\ndata: " + chunk("world wide"))
                                .replace("\"u\"", "\"m\"")
                        + "\n\ndata: [DONE]\n\n");
        JsonNode record = caller.record(id(silent));
        assertThat(record.path("count_source").asString()).isEqualTo("estimated");
        // 15 bytes of content are four tokens, and four are more than three events.
        assertThat(record.at("/tokens/output").asInt()).isEqualTo(4);
        assertThat(record.path("time_to_first_token_ms").isNumber()).isTrue();

        HttpResponse<String> asked = caller.post(
                Caller.CHAT,
                streamed().replace("{\"stream\"", "{\"stream_options\":{\"include_usage\":true},\"stream\""));
        List<String> events =
                asked.body().lines().filter(line -> !line.isEmpty()).toList();
        assertThat(events).hasSize(5);
        JsonNode last = JsonMapper.shared().readTree(events.get(3).substring("data: ".length()));
        assertThat(last.path("id").asString()).isEqualTo("c");
        assertThat(last.path("model").asString()).isEqualTo("m");
        assertThat(last.path("choices")).isEmpty();
        assertThat(last.at("/usage/completion_tokens").asInt()).isEqualTo(4);
        assertThat(events.get(4)).isEqualTo("data: [DONE]");
    }

    @Test
    void settingsDecideAboutUsageInStreamsAndAboutCarbonThatWasNotEstimated() {
        stream(chunk("a"), "[DONE]");
        assertThat(caller.post(Caller.CHAT, streamed()).body()).doesNotContain("\"usage\"");
        assertThat(generousCaller.post(Caller.CHAT, streamed()).body())
                .containsOnlyOnce("\"usage\":{")
                .contains("\"choices\":[],\"usage\":{");

        plain("{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}");
        assertThat(JsonMapper.shared()
                        .readTree(caller.post(Caller.CHAT, chat()).body())
                        .at("/usage/carbon/kWh/max")
                        .asDouble(-1))
                .isZero();
        assertThat(JsonMapper.shared()
                        .readTree(generousCaller.post(Caller.CHAT, chat()).body())
                        .at("/usage/carbon")
                        .isNull())
                .isTrue();
    }

    @Test
    void aCallerThatSpeaksHttp10GetsNoChunks() {
        stream(chunk("a"), "[DONE]");
        String events = http10(Caller.CHAT, streamed());
        assertThat(events).startsWith("HTTP/1.").contains(" 200 ").doesNotContainIgnoringCase("transfer-encoding");
        assertThat(events.substring(events.indexOf("\r\n\r\n") + 4))
                .isEqualTo("data: " + chunk("a").replace("\"u\"", "\"m\"") + "\n\ndata: [DONE]\n\n");

        String vector = "0.5,".repeat(400_000);
        plain("{\"data\":[{\"embedding\":[" + vector + "1]}],\"model\":\"u\",\"usage\":{\"prompt_tokens\":3}}");
        String large = http10("/v1/embeddings", "{\"model\":\"vectors\",\"input\":\"x\"}");
        assertThat(large).doesNotContainIgnoringCase("transfer-encoding");
        JsonNode body = JsonMapper.shared().readTree(large.substring(large.indexOf("\r\n\r\n") + 4));
        assertThat(body.path("model").asString()).isEqualTo("vectors");
        assertThat(body.at("/data/0/embedding")).hasSize(400_001);
        assertThat(body.at("/usage/cost").decimalValue()).isEqualByComparingTo("0.000003");
    }

    private String http10(String path, String body) {
        try (RawCaller old = new RawCaller(gateway.baseUrl())) {
            old.send("POST " + path + " HTTP/1.0\r\nAuthorization: Bearer " + Product.KEY + "\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body);
            return old.untilClosed();
        }
    }

    @Test
    void aCallerThatWaitsToBeAskedForItsBodyIsAsked() {
        plain("{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}");
        try (RawCaller polite = new RawCaller(gateway.baseUrl())) {
            String body = chat();
            polite.send(RawCaller.chatHead(
                    "Expect: 100-continue\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n"));
            assertThat(polite.line()).isEqualTo("HTTP/1.1 100 Continue");
            polite.send(body);
            assertThat(polite.untilClosed()).contains("HTTP/1.1 200 OK").contains("\"cost\":0.000007");
        }
    }

    @Test
    void aKeyIsTakenFromEitherHeaderAndCanDoWhatItsScopesSay() {
        plain("{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}");
        try (Caller nobody = new Caller(gateway.baseUrl(), "")) {
            assertThat(nobody.post(Caller.CHAT, chat(), "X-Auth-Token", Product.KEY)
                            .statusCode())
                    .isEqualTo(200);
        }
        for (String scope : List.of("inference", "consumption.read")) {
            boolean calls = scope.equals("inference");
            try (Caller limited = new Caller(gateway.baseUrl(), keyWith(scope))) {
                limited.awaitKey();
                assertScope(limited.post(Caller.CHAT, chat()), calls);
                assertScope(limited.post("/v1/embeddings", "{\"model\":\"vectors\",\"input\":\"x\"}"), calls);
                assertScope(limited.get("/v1/models"), calls);
                assertScope(limited.get("/v1/usage"), !calls);
                assertScope(limited.get("/v1/usage/records"), !calls);
                assertScope(limited.get("/v1/me/usage"), !calls);
            }
        }
    }

    private static void assertScope(HttpResponse<String> response, boolean allowed) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(allowed ? 200 : 403);
        assertThat(response.body().contains("\"missing_scope\"")).isEqualTo(!allowed);
    }

    private String keyWith(String scope) {
        try (ProductProcess command = Product.run(
                "key",
                "create",
                "--project",
                "default",
                "--name",
                scope,
                "--scope",
                scope,
                "--data",
                data.toString())) {
            assertThat(command.await()).as(command.output()).isZero();
            return command.output()
                    .lines()
                    .filter(line -> line.startsWith("sk-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
