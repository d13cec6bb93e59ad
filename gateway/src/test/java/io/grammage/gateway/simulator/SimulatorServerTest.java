package io.grammage.gateway.simulator;

import static io.grammage.gateway.simulator.RunningSimulator.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every endpoint over real HTTP, without faults. */
class SimulatorServerTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String HELLO = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    private static RunningSimulator simulator;

    @BeforeAll
    static void start() throws Exception {
        simulator = new RunningSimulator(SimulatorOptions.defaults().onEventLoops(2));
    }

    @AfterAll
    static void stop() throws Exception {
        simulator.close();
    }

    @Test
    void answersChatAndSaysThatItIsSimulated() throws Exception {
        HttpResponse<byte[]> response = simulator.post(CHAT, HELLO);
        JsonNode answer = Json.MAPPER.readTree(response.body());

        assertThat(response.headers().firstValue("server")).contains("grammage-simulator");
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.path("object").asString()).isEqualTo("chat.completion");
        assertThat(answer.path("model").asString()).isEqualTo("m");
        assertThat(answer.path("system_fingerprint").asString()).isEqualTo("grammage-simulator");
        JsonNode choice = answer.path("choices").path(0);
        assertThat(choice.path("message").path("role").asString()).isEqualTo("assistant");
        assertThat(choice.path("message").path("content").asString()).startsWith("This is a simulated answer. ");
        assertThat(choice.path("finish_reason").asString()).isEqualTo("stop");
    }

    @Test
    void countsTokensByTheDocumentedRule() throws Exception {
        String body = """
                {"model":"m","messages":[
                  {"role":"system","content":"Grüße"},
                  {"role":"user","content":[{"type":"text","text":"€ and 😀!"},{"type":"image_url","image_url":{"url":"data:,"}}]}
                ]}""";
        JsonNode answer = simulator.json(CHAT, body);
        JsonNode usage = answer.path("usage");

        // 7 + 13 bytes are just 5 tokens, two messages 8, one picture 256.
        assertThat(usage.path("prompt_tokens").asLong()).isEqualTo(5 + 8 + 256);
        String content = answer.at("/choices/0/message/content").asString();
        assertThat(usage.path("completion_tokens").asLong()).isEqualTo(content.split(" ", -1).length);
        assertThat(usage.path("total_tokens").asLong())
                .isEqualTo(usage.path("prompt_tokens").asLong()
                        + usage.path("completion_tokens").asLong());
        assertThat(usage.at("/prompt_tokens_details/cached_tokens").asLong(-1)).isZero();
        assertThat(usage.at("/completion_tokens_details/reasoning_tokens").asLong(-1))
                .isZero();
    }

    @Test
    void answersEqualRequestsEqually() throws Exception {
        assertThat(content(HELLO)).isEqualTo(content(HELLO));
        assertThat(content(HELLO)).isNotEqualTo(content(HELLO.replace("Hello", "Hallo")));
        assertThat(content(HELLO)).isNotEqualTo(content(HELLO.replace("\"m\"", "\"n\"")));
        assertThat(content(HELLO)).isNotEqualTo(content(HELLO.replaceFirst("\\{", "{\"seed\":7,")));
        String first = text(simulator.post(CHAT, HELLO));
        String second = text(simulator.post(CHAT, HELLO));
        assertThat(withoutIdentity(first)).isEqualTo(withoutIdentity(second));
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void streamsTheSameWordsOneTokenPerEvent() throws Exception {
        String body = HELLO.replaceFirst("\\{", "{\"stream\":true,\"stream_options\":{\"include_usage\":true},");
        HttpResponse<byte[]> response = simulator.post(CHAT, body);
        List<String> events = RunningSimulator.events(text(response));

        assertThat(response.headers().firstValue("content-type")).contains("text/event-stream; charset=utf-8");
        assertThat(events.getLast()).isEqualTo("[DONE]");
        JsonNode role = Json.MAPPER.readTree(events.getFirst());
        assertThat(role.at("/choices/0/delta/role").asString()).isEqualTo("assistant");
        assertThat(role.path("object").asString()).isEqualTo("chat.completion.chunk");
        assertThat(role.has("usage")).isTrue();
        assertThat(role.path("usage").isNull()).isTrue();
        StringBuilder content = new StringBuilder();
        int tokens = 0;
        for (String event : events.subList(1, events.size() - 3)) {
            JsonNode delta = Json.MAPPER.readTree(event).at("/choices/0/delta/content");
            assertThat(delta.asString()).isNotEmpty();
            content.append(delta.asString());
            tokens++;
        }
        assertThat(content.toString()).isEqualTo(content(HELLO));
        JsonNode finish = Json.MAPPER.readTree(events.get(events.size() - 3));
        assertThat(finish.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        JsonNode usage = Json.MAPPER.readTree(events.get(events.size() - 2));
        assertThat(usage.path("choices").isEmpty()).isTrue();
        assertThat(usage.at("/usage/completion_tokens").asInt()).isEqualTo(tokens);
        assertThat(usage.path("usage")).isEqualTo(simulator.json(CHAT, HELLO).path("usage"));
    }

    @Test
    void reportsNoUsageInAStreamThatDidNotAsk() throws Exception {
        List<String> events = simulator.events(CHAT, HELLO.replaceFirst("\\{", "{\"stream\":true,"));

        assertThat(events).noneMatch(event -> event.contains("usage"));
        assertThat(events.getLast()).isEqualTo("[DONE]");
    }

    @Test
    void stopsAtTheMaximum() throws Exception {
        JsonNode answer = simulator.json(CHAT, HELLO.replaceFirst("\\{", "{\"max_completion_tokens\":3,"));
        JsonNode older = simulator.json(CHAT, HELLO.replaceFirst("\\{", "{\"max_tokens\":3,"));

        assertThat(answer.at("/choices/0/message/content").asString()).isEqualTo("This is a");
        assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("length");
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(3);
        assertThat(older.path("choices")).isEqualTo(answer.path("choices"));
    }

    @Test
    void givesSeveralDifferentChoices() throws Exception {
        JsonNode answer = simulator.json(CHAT, HELLO.replaceFirst("\\{", "{\"n\":3,"));
        List<String> events = simulator.events(CHAT, HELLO.replaceFirst("\\{", "{\"n\":3,\"stream\":true,"));

        assertThat(answer.path("choices").size()).isEqualTo(3);
        List<String> contents = new ArrayList<>();
        int tokens = 0;
        for (JsonNode choice : answer.path("choices")) {
            contents.add(choice.at("/message/content").asString());
            tokens += contents.getLast().split(" ", -1).length;
            assertThat(choice.path("index").asInt()).isEqualTo(contents.size() - 1);
        }
        assertThat(contents).doesNotHaveDuplicates();
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(tokens);
        String[] streamed = {"", "", ""};
        for (String event : events.subList(0, events.size() - 1)) {
            JsonNode choice = Json.MAPPER.readTree(event).at("/choices/0");
            streamed[choice.path("index").asInt()] +=
                    choice.at("/delta/content").asString("");
        }
        assertThat(streamed).containsExactlyElementsOf(contents);
    }

    @Test
    void reasonsWhenAskedTo() throws Exception {
        JsonNode answer = simulator.json(CHAT, HELLO.replaceFirst("\\{", "{\"reasoning_effort\":\"low\","));
        List<String> events =
                simulator.events(CHAT, HELLO.replaceFirst("\\{", "{\"reasoning_effort\":\"low\",\"stream\":true,"));

        String reasoning = answer.at("/choices/0/message/reasoning_content").asString();
        assertThat(reasoning).startsWith("This is simulated reasoning.");
        assertThat(answer.at("/usage/completion_tokens_details/reasoning_tokens")
                        .asInt())
                .isEqualTo(8);
        String content = answer.at("/choices/0/message/content").asString();
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(8 + content.split(" ", -1).length);
        StringBuilder streamed = new StringBuilder();
        for (String event : events.subList(0, events.size() - 1)) {
            streamed.append(Json.MAPPER
                    .readTree(event)
                    .at("/choices/0/delta/reasoning_content")
                    .asString(""));
        }
        assertThat(streamed.toString()).isEqualTo(reasoning);
    }

    @Test
    void answersCompletionsPerPromptAndChoice() throws Exception {
        JsonNode answer = simulator.json(
                "/v1/completions", "{\"model\":\"m\",\"prompt\":[\"one\",\"three\"],\"n\":2,\"logprobs\":2}");
        List<String> events =
                simulator.events("/v1/completions", "{\"model\":\"m\",\"prompt\":[\"one\",\"three\"],\"stream\":true}");
        JsonNode tokens = simulator.json("/v1/completions", "{\"model\":\"m\",\"prompt\":[[1,2,3],[4]]}");

        assertThat(answer.path("object").asString()).isEqualTo("text_completion");
        assertThat(answer.path("choices").size()).isEqualTo(4);
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(1 + 2);
        JsonNode first = answer.at("/choices/0");
        assertThat(first.path("text").asString()).startsWith("This is a simulated answer.");
        assertThat(first.at("/logprobs/text_offset/1").asInt()).isEqualTo(4);
        assertThat(first.at("/logprobs/top_logprobs/0").size()).isEqualTo(2);
        String[] streamed = {"", ""};
        for (String event : events.subList(0, events.size() - 1)) {
            JsonNode choice = Json.MAPPER.readTree(event).at("/choices/0");
            streamed[choice.path("index").asInt()] += choice.path("text").asString();
        }
        assertThat(streamed[0]).isEqualTo(first.path("text").asString());
        assertThat(streamed[1]).isEqualTo(answer.at("/choices/2/text").asString());
        assertThat(tokens.at("/usage/prompt_tokens").asInt()).isEqualTo(4);
    }

    @Test
    void embedsAsFloatsAndAsBase64() throws Exception {
        String body = "{\"model\":\"m\",\"input\":[\"one\",\"two\"],\"dimensions\":16}";
        JsonNode floats = simulator.json("/v1/embeddings", body);
        JsonNode base64 =
                simulator.json("/v1/embeddings", body.replaceFirst("\\{", "{\"encoding_format\":\"base64\","));

        assertThat(floats.path("data").size()).isEqualTo(2);
        assertThat(floats.at("/usage/prompt_tokens").asInt()).isEqualTo(2);
        assertThat(floats.at("/usage/total_tokens").asInt()).isEqualTo(2);
        for (int i = 0; i < 2; i++) {
            JsonNode vector = floats.path("data").path(i).path("embedding");
            byte[] bytes = Base64.getDecoder()
                    .decode(base64.path("data").path(i).path("embedding").asString());
            ByteBuffer decoded = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            double squares = 0;
            assertThat(vector.size()).isEqualTo(16);
            for (JsonNode component : vector) {
                float value = decoded.getFloat();
                assertThat((float) component.asDouble()).isEqualTo(value);
                squares += (double) value * value;
            }
            assertThat(decoded.hasRemaining()).isFalse();
            assertThat(squares).isCloseTo(1, within(1e-6));
        }
        assertThat(floats.at("/data/0/embedding")).isNotEqualTo(floats.at("/data/1/embedding"));
        assertThat(simulator.json("/v1/embeddings", body).path("data")).isEqualTo(floats.path("data"));
    }

    @Test
    void embedsTokensAndUsesTheModelsDimensions() throws Exception {
        JsonNode one = simulator.json("/v1/embeddings", "{\"model\":\"m\",\"input\":[1,2,3]}");
        JsonNode two = simulator.json("/v1/embeddings", "{\"model\":\"m\",\"input\":[[1,2,3],[4,5]]}");

        assertThat(one.path("data").size()).isEqualTo(1);
        assertThat(one.at("/data/0/embedding").size()).isEqualTo(384);
        assertThat(one.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
        assertThat(two.path("data").size()).isEqualTo(2);
        assertThat(two.at("/usage/prompt_tokens").asInt()).isEqualTo(5);
    }

    @Test
    void listsModelsHealthAndInfo() throws Exception {
        JsonNode models = Json.MAPPER.readTree(simulator.get("/v1/models").body());
        JsonNode model =
                Json.MAPPER.readTree(simulator.get("/v1/models/org%2Fany").body());
        JsonNode info = Json.MAPPER.readTree(simulator.get("/info").body());

        assertThat(models.at("/data/0/id").asString()).isEqualTo("simulated-chat");
        assertThat(models.at("/data/0/max_model_len").asInt()).isEqualTo(131_072);
        assertThat(models.at("/data/0/owned_by").asString()).isEqualTo("grammage-simulator");
        assertThat(model.path("id").asString()).isEqualTo("org/any");
        assertThat(simulator.get("/health").statusCode()).isEqualTo(200);
        assertThat(info.path("model_id").asString()).isEqualTo("simulated-embeddings");
    }

    @Test
    void listensOnAPortOfItsOwn() {
        try (RunningSimulator other =
                new RunningSimulator(SimulatorOptions.defaults().onEventLoops(2))) {
            assertThat(other.port()).isNotEqualTo(simulator.port()).isPositive();
        }
    }

    @Test
    void startsSeveralOnOneVertxAndStopsThem() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            SimulatorServer one = RunningSimulator.done(SimulatorServer.start(vertx, SimulatorOptions.defaults()));
            SimulatorServer two = RunningSimulator.done(SimulatorServer.start(vertx, SimulatorOptions.defaults()));
            SimulatorOptions taken = SimulatorOptions.defaults().listeningOn("127.0.0.1", simulator.port());

            assertThat(one.port()).isNotEqualTo(two.port());
            assertThat(SimulatorServer.start(vertx, taken).toCompletionStage().toCompletableFuture())
                    .failsWithin(Duration.ofMillis(RawAnswer.PATIENCE_MILLIS))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(BindException.class);
            RunningSimulator.done(one.close());
            assertThat(refusesConnections(one.port())).isTrue();
            new Socket(InetAddress.getLoopbackAddress(), two.port()).close();
        } finally {
            RunningSimulator.done(vertx.close());
        }
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        assertRefused(400, "malformed_json", CHAT, "{\"model\":");
        assertRefused(400, "malformed_json", CHAT, "[]");
        assertRefused(400, "invalid_request", CHAT, "{\"messages\":[]}");
        assertRefused(400, "invalid_request", CHAT, "{\"model\":\"m\",\"messages\":[]}");
        assertRefused(400, "invalid_request", CHAT, HELLO.replaceFirst("\\{", "{\"n\":0,"));
        assertRefused(400, "invalid_request", CHAT, HELLO.replaceFirst("\\{", "{\"stream\":\"yes\","));
        assertRefused(400, "invalid_request", "/v1/embeddings", "{\"model\":\"m\",\"input\":[]}");
        assertRefused(400, "invalid_request", "/v1/completions", "{\"model\":\"m\",\"prompt\":{}}");
        assertRefused(400, "invalid_request", "/v1/completions", "{\"model\":\"m\",\"prompt\":[1,\"a\"]}");
        assertRefused(413, "body_too_large", CHAT, "[".repeat(2_000));
        assertRefused(
                413,
                "body_too_large",
                "/v1/embeddings",
                "{\"input\":[" + "0,".repeat(2_000_000) + "0],\"model\":\"m\"}");
        assertRefused(404, "unknown_route", "/v1/unknown", "");
        assertThat(simulator.get(CHAT).statusCode()).isEqualTo(405);
        assertThat(simulator.get("/v1/unknown").statusCode()).isEqualTo(404);
    }

    @Test
    void refusesAnswersThatWouldTakeTooMuchMemory() throws Exception {
        String knob = "{\"simulator\":{\"output-tokens\":100000},";
        assertRefused(400, "invalid_request", CHAT, HELLO.replaceFirst("\\{", knob + "\"n\":6,"));
        assertRefused(
                400,
                "invalid_request",
                "/v1/embeddings",
                "{\"model\":\"m\",\"dimensions\":65536,\"input\":[" + "\"\",".repeat(99) + "\"\"]}");
    }

    @Test
    void refusesModelsThatItDoesNotServeIfItIsStrict() throws Exception {
        SimulatorOptions strict =
                SimulatorOptions.defaults().serving(List.of(new SimulatedModel("small", 10, 8)), false);
        try (RunningSimulator other = new RunningSimulator(strict)) {
            HttpResponse<byte[]> unknown = other.post(CHAT, HELLO);
            HttpResponse<byte[]> tooLong = other.post(
                    CHAT, HELLO.replace("\"m\"", "\"small\"").replace("Hello", "Hello Hello Hello Hello Hello"));

            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(Json.MAPPER.readTree(unknown.body()).at("/error/code").asString())
                    .isEqualTo("model_not_found");
            assertThat(other.get("/v1/models/m").statusCode()).isEqualTo(404);
            assertThat(other.post(CHAT, HELLO.replace("\"m\"", "\"small\"")).statusCode())
                    .isEqualTo(200);
            assertThat(tooLong.statusCode()).isEqualTo(400);
            assertThat(Json.MAPPER.readTree(tooLong.body()).at("/error/code").asString())
                    .isEqualTo("context_length_exceeded");
        }
    }

    private static void assertRefused(int status, String code, String path, String body) throws Exception {
        HttpResponse<byte[]> response = simulator.post(path, body);
        JsonNode error = Json.MAPPER.readTree(response.body()).path("error");
        assertThat(response.statusCode()).as(body).isEqualTo(status);
        assertThat(error.path("code").asString()).as(body).isEqualTo(code);
        assertThat(error.path("message").asString()).isNotEmpty();
        assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
    }

    private static String content(String body) throws Exception {
        return simulator.json(CHAT, body).at("/choices/0/message/content").asString();
    }

    private static String withoutIdentity(String answer) {
        return answer.replaceAll("\"id\":\"[^\"]*\"", "").replaceAll("\"created\":[0-9]+", "");
    }

    /** Whether connections are refused soon: the system may take one more that was on its way while the port closed. */
    private static boolean refusesConnections(int port) throws IOException {
        for (int tries = 0; tries < 1_500; tries++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.getPort()).isEqualTo(port);
            } catch (ConnectException e) {
                return true;
            }
            LockSupport.parkNanos(20_000_000);
        }
        return false;
    }
}
