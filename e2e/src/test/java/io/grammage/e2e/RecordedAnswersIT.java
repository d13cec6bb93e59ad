package io.grammage.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers in the shapes of real providers, through the gateway: the bytes that come out are the bytes that went in, but
 * for the values of {@code model} and {@code usage}. Each file of {@code recorded} is one answer; its usage is the last
 * place where {@code "usage":} stands.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedAnswersIT {
    private static final Path RECORDED = Path.of("src/test/resources/recorded");
    private static final String PUBLIC = "public-name";
    private static final String UPSTREAM = "vendor/Upstream-Name-7B";

    private ScriptedUpstream upstream;
    private ProductProcess gateway;
    private Caller caller;

    @BeforeAll
    void start(@TempDir Path directory) {
        upstream = new ScriptedUpstream();
        Path config = Product.config(directory, """
                models:
                  - name: public-name
                    type: text-generation
                    prices: {input: 1.00, cached_input: 0.25, audio_input: 4.00, output: 2.00}
                    providers:
                      - {type: vllm, url: "%s", key: sk-upstream, model_name: vendor/Upstream-Name-7B, total_params: 7}
                  - name: public-embeddings
                    type: text-embeddings-inference
                    prices: {input: 0.10}
                    providers:
                      - {type: tei, url: "%s", model_name: vendor/Upstream-Name-7B}
                """.formatted(upstream.url(), upstream.url()));
        gateway = Product.serve(directory.resolve("data"), config);
        caller = new Caller(gateway.baseUrl(), Product.KEY);
    }

    @AfterAll
    void stop() {
        caller.close();
        gateway.close();
        upstream.close();
    }

    @TestFactory
    Stream<DynamicTest> bytesInAreBytesOutButForModelAndUsage() throws IOException {
        try (Stream<Path> files = Files.list(RECORDED)) {
            return files.sorted().toList().stream()
                    .flatMap(file -> Stream.of("plain", "gzip", "charset")
                            .map(variant -> DynamicTest.dynamicTest(
                                    file.getFileName() + " " + variant, () -> check(Files.readString(file), variant))));
        }
    }

    private void check(String recorded, String variant) {
        upstream.answerWith(answer(recorded, variant));
        HttpResponse<String> response = caller.post(Caller.CHAT, Caller.chat(PUBLIC, "x"));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        checkBytes(recorded, response.body());
    }

    private static ScriptedUpstream.Answer answer(String recorded, String variant) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", variant.equals("charset") ? "application/json; charset=utf-8" : "application/json");
        byte[] body = recorded.getBytes(UTF_8);
        if (variant.equals("gzip")) {
            headers.put("Content-Encoding", "gzip");
            body = gzip(body);
        }
        return new ScriptedUpstream.Answer(200, headers, body);
    }

    private static void checkBytes(String recorded, String answered) {
        String before = recorded.substring(0, recorded.lastIndexOf("\"usage\":"));
        int usageStart = recorded.indexOf('{', before.length());
        int usageEnd = endOfObject(recorded, usageStart);
        // The first is the top-level one in every file; those further in must stay.
        int model = recorded.indexOf('"' + UPSTREAM + '"');
        String head = renamed(recorded.substring(0, usageStart), model < usageStart);
        String foot = renamed(recorded.substring(usageEnd), model > usageEnd);

        assertThat(answered).startsWith(head).endsWith(foot);
        String usage = answered.substring(head.length(), answered.length() - foot.length());
        ObjectNode enriched = (ObjectNode) JsonMapper.shared().readTree(usage);
        assertThat(enriched.propertyNames()).contains("cost", "carbon", "impacts", "footprint");
        ObjectNode original = (ObjectNode) JsonMapper.shared().readTree(recorded.substring(usageStart, usageEnd));
        for (Map.Entry<String, JsonNode> member : original.properties()) {
            assertThat(enriched.get(member.getKey())).isEqualTo(member.getValue());
        }
    }

    private static String renamed(String part, boolean holdsModel) {
        int model = part.indexOf('"' + UPSTREAM + '"');
        return holdsModel
                ? part.substring(0, model + 1) + PUBLIC + part.substring(model + 1 + UPSTREAM.length())
                : part;
    }

    private static int endOfObject(String json, int start) {
        int depth = 0;
        for (int i = start; ; i++) {
            depth += json.charAt(i) == '{' ? 1 : json.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
    }

    @Test
    void fiveMegabytesOfEmbeddingsKeepEveryByte() {
        StringBuilder vectors = new StringBuilder("{\"object\":\"list\",\"data\":[");
        for (int i = 0; i < 340; i++) {
            vectors.append(i == 0 ? "" : ",")
                    .append("{\"object\":\"embedding\",\"index\":")
                    .append(i);
            vectors.append(",\"embedding\":[-0.0123456789")
                    .append(",0.0123456789".repeat(1_200))
                    .append("]}");
        }
        String data = vectors.append(']').toString();
        String recorded =
                data + ",\"model\":\"" + UPSTREAM + "\",\"usage\":{\"prompt_tokens\":2048,\"total_tokens\":2048}}";
        assertThat(recorded.length()).isGreaterThan(5 * 1024 * 1024);
        upstream.answerWith(
                new ScriptedUpstream.Answer(200, Map.of("Content-Type", "application/json"), recorded.getBytes(UTF_8)));
        HttpResponse<String> response =
                caller.post("/v1/embeddings", "{\"model\":\"public-embeddings\",\"input\":[\"x\"]}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Transfer-Encoding")).contains("chunked");
        assertThat(response.body().startsWith(data + ",\"model\":\"public-embeddings\","))
                .isTrue();
        JsonNode usage = JsonMapper.shared().readTree(response.body()).path("usage");
        assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(2048);
        assertThat(usage.path("cost").decimalValue()).isEqualByComparingTo("0.0002048");
        assertThat(usage.path("footprint").path("status").asString()).isEqualTo("not_estimated");
    }

    @Test
    void requestsGoOnUntouchedButForTheModel() {
        upstream.answerWith(new ScriptedUpstream.Answer(
                200,
                Map.of("Content-Type", "application/json"),
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":0}}".getBytes(UTF_8)));
        String request =
                "{ \"vendor_field\" : [1.50, 1e3, {\"deep\":null}],\"model\" :\"public-name\" , \"temperature\":0.70,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"h\\u00e9\"}] }";
        caller.post(
                Caller.CHAT, request, "Cookie", "secret=1", "X-Forwarded-For", "10.0.0.1", "x-simulator-status", "500");

        assertThat(new String(upstream.lastRequest(), UTF_8)).isEqualTo(request.replace("public-name", UPSTREAM));
        assertThat(upstream.lastHeaders())
                .containsEntry("Authorization", "Bearer sk-upstream")
                .containsEntry("Accept-Encoding", "identity")
                .containsEntry("x-grammage-attempt", "1")
                .containsKey("x-request-id")
                .doesNotContainKeys("Cookie", "X-Forwarded-For", "x-simulator-status");
    }

    @Test
    void anExplicitZeroIsAValue() {
        upstream.answerWith(new ScriptedUpstream.Answer(
                200,
                Map.of("Content-Type", "application/json"),
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0}}"
                        .getBytes(UTF_8)));
        HttpResponse<String> response = caller.post(Caller.CHAT, Caller.chat(PUBLIC, "x"));

        JsonNode usage = JsonMapper.shared().readTree(response.body()).path("usage");
        assertThat(usage.path("total_tokens").asInt()).isZero();
        assertThat(usage.path("cost").decimalValue()).isEqualByComparingTo("0");
        assertThat(usage.path("footprint").path("status").asString()).isEqualTo("not_estimated");
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
