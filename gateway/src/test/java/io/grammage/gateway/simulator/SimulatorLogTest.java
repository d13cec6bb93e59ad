package io.grammage.gateway.simulator;

import static io.grammage.gateway.simulator.RunningSimulator.await;
import static io.grammage.gateway.simulator.RunningSimulator.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The log tells what arrived. */
class SimulatorLogTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String PLAIN = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    private static final String STREAM = PLAIN.replaceFirst("\\{", "{\"stream\":true,");

    @TempDir
    private Path directory;

    private RunningSimulator simulator;

    @BeforeEach
    void start() {
        simulator = new RunningSimulator(
                SimulatorOptions.defaults().onEventLoops(2).logging(50, directory.resolve("log.jsonl")));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void tellsWhatAPlainAnswerHeld() throws Exception {
        HttpResponse<byte[]> response = simulator.post(
                CHAT,
                PLAIN,
                "x-request-id",
                "call-1",
                "x-grammage-attempt",
                "2",
                "x-simulator-cached-tokens",
                "3",
                "x-simulator-reasoning-tokens",
                "4");
        SimulatorLogEntry entry = only("call-1");
        JsonNode answer = Json.MAPPER.readTree(response.body());

        assertThat(entry.attempt()).isEqualTo(2);
        assertThat(entry.endpoint()).isEqualTo(CHAT);
        assertThat(entry.model()).isEqualTo("m");
        assertThat(entry.stream()).isFalse();
        assertThat(entry.status()).isEqualTo(200);
        assertThat(entry.end()).isEqualTo(CallEnd.COMPLETED);
        assertThat(entry.bodyBytes()).isEqualTo(response.body().length);
        assertThat(entry.usageSent()).isTrue();
        assertThat(entry.promptTokens())
                .isEqualTo(answer.at("/usage/prompt_tokens").asLong());
        assertThat(entry.outputTokens())
                .isEqualTo(answer.at("/usage/completion_tokens").asLong());
        assertThat(entry.cachedTokens()).isEqualTo(3);
        assertThat(entry.reasoningTokens()).isEqualTo(4);
        assertThat(entry.contentBytes())
                .isEqualTo(answer.at("/choices/0/message/content").asString().length()
                        + answer.at("/choices/0/message/reasoning_content")
                                .asString()
                                .length());
        assertThat(entry.endedAtMicros()).isGreaterThanOrEqualTo(entry.startedAtMicros());
    }

    @Test
    void tellsWhatAStreamHeld() throws Exception {
        HttpResponse<byte[]> response = simulator.post(
                CHAT,
                STREAM,
                "x-request-id",
                "call-2",
                "x-simulator-usage",
                "cumulative",
                "x-simulator-reasoning-tokens",
                "4");
        SimulatorLogEntry entry = only("call-2");
        List<String> events = RunningSimulator.events(text(response));

        assertThat(entry.stream()).isTrue();
        assertThat(entry.events()).isEqualTo(events.size());
        assertThat(entry.bodyBytes()).isEqualTo(response.body().length);
        assertThat(entry.outputTokens()).isEqualTo(events.size() - 3);
        assertThat(entry.reasoningTokens()).isEqualTo(4);
        assertThat(entry.usageSent()).isTrue();
        assertThat(entry.end()).isEqualTo(CallEnd.COMPLETED);
        simulator.post(CHAT, STREAM, "x-request-id", "call-3");
        assertThat(only("call-3").usageSent()).isFalse();
    }

    @Test
    void tellsWhatWasSentBeforeACut() throws Exception {
        RawAnswer events =
                RawAnswer.of(simulator, CHAT, STREAM, "x-request-id", "call-4", "x-simulator-cut-after-events", "4");
        RawAnswer bytes =
                RawAnswer.of(simulator, CHAT, PLAIN, "x-request-id", "call-5", "x-simulator-cut-after-bytes", "100");

        assertThat(only("call-4").end()).isEqualTo(CallEnd.CUT);
        assertThat(only("call-4").events()).isEqualTo(4);
        assertThat(only("call-4").outputTokens()).isEqualTo(3);
        assertThat(events.text().split("data: ", -1)).hasSize(1 + 4);
        assertThat(only("call-5").end()).isEqualTo(CallEnd.CUT);
        assertThat(only("call-5").bodyBytes())
                .isEqualTo(100)
                .isEqualTo(bytes.body().length());
        assertThat(only("call-5").outputTokens()).isZero();
        assertThat(only("call-5").usageSent()).isFalse();
    }

    @Test
    void countsOnlyTheEventsThatWereSentWhole() throws Exception {
        boolean usageSeen = false;
        for (int bytes = 1; !usageSeen; bytes += 7) {
            RawAnswer cut = RawAnswer.of(
                    simulator,
                    CHAT,
                    STREAM,
                    "x-request-id",
                    "cut-at-" + bytes,
                    "x-simulator-cut-after-bytes",
                    String.valueOf(bytes),
                    "x-simulator-output-tokens",
                    "3",
                    "x-simulator-usage",
                    "separate");
            String sent = String.join("", cut.chunks());
            List<String> whole = RunningSimulator.events(sent.substring(0, sent.lastIndexOf("\n\n") + 2));
            SimulatorLogEntry entry = only("cut-at-" + bytes);
            usageSeen = whole.stream().anyMatch(event -> event.contains("\"usage\":{"));

            assertThat(entry.bodyBytes()).isEqualTo(sent.length()).isEqualTo(bytes);
            assertThat(entry.events()).as(sent).isEqualTo(whole.size());
            // The first event is the role, then each of three has a token.
            assertThat(entry.outputTokens()).as(sent).isEqualTo(Math.clamp(whole.size() - 1, 0, 3));
            assertThat(entry.contentBytes())
                    .as(sent)
                    .isEqualTo(List.of(0, 0, 4, 7, 9, 9, 9).get(whole.size()).intValue());
            assertThat(entry.usageSent()).as(sent).isEqualTo(usageSeen);
        }
    }

    @Test
    void tellsRefusalsAndFailures() throws Exception {
        simulator.post(CHAT, PLAIN, "x-request-id", "call-6", "x-simulator-status", "429");
        simulator.post(CHAT, "{", "x-request-id", "call-7");
        simulator.post(CHAT, STREAM, "x-request-id", "call-8", "x-simulator-error-event", "3");

        assertThat(only("call-6").status()).isEqualTo(429);
        assertThat(only("call-6").end()).isEqualTo(CallEnd.FAILED);
        assertThat(only("call-6").model()).isEqualTo("m");
        assertThat(only("call-7").status()).isEqualTo(400);
        assertThat(only("call-7").model()).isEmpty();
        assertThat(only("call-8").status()).isEqualTo(200);
        assertThat(only("call-8").end()).isEqualTo(CallEnd.FAILED);
        assertThat(only("call-8").outputTokens()).isEqualTo(1);
    }

    @Test
    void noticesThatTheClientLeft() throws Exception {
        String[] paced = {
            "x-request-id", "call-9", "x-simulator-tokens-per-second", "50", "x-simulator-output-tokens", "100000"
        };
        StringBuilder seen = new StringBuilder();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
            socket.getOutputStream().write(RawAnswer.request(CHAT, STREAM, paced));
            InputStream in = socket.getInputStream();
            while (seen.toString().split("data: ", -1).length < 1 + 5) {
                seen.append((char) in.read());
            }
            assertThat(simulator.log().openCalls()).isEqualTo(1);
        }
        await(() -> simulator.log().openCalls() == 0);

        assertThat(only("call-9").end()).isEqualTo(CallEnd.CLIENT_GONE);
        assertThat(only("call-9").outputTokens()).isBetween(4L, 99_999L);
    }

    @Test
    void noticesThatTheClientLeftWhileItHangs() throws Exception {
        RawAnswer.upTo(text -> true, simulator, CHAT, STREAM, "x-request-id", "call-10", "x-simulator-hang", "headers");
        await(() -> simulator.log().openCalls() == 0);

        assertThat(only("call-10").end()).isEqualTo(CallEnd.CLIENT_GONE);
        assertThat(only("call-10").bodyBytes()).isZero();
    }

    @Test
    void waitsForASlowReader() throws Exception {
        long size = 16_000_000;
        String[] large = {"x-request-id", "call-11", "x-simulator-answer-bytes", String.valueOf(size)};
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(16 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), simulator.port()));
            socket.getOutputStream().write(RawAnswer.request(CHAT, PLAIN, large));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            Thread.sleep(200);
            assertThat(simulator.log().openCalls()).isEqualTo(1);
        }
        await(() -> simulator.log().openCalls() == 0);

        assertThat(only("call-11").end()).isEqualTo(CallEnd.CLIENT_GONE);
        assertThat(only("call-11").bodyBytes()).isLessThan(size / 2);
        assertThat(only("call-11").outputTokens()).isZero();
    }

    @Test
    void agreesWithManyClientsAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Long>> calls = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String id = "many-" + i;
                String body = i % 2 == 0 ? PLAIN : STREAM;
                calls.add(CompletableFuture.supplyAsync(() -> length(id, body), threads));
            }
            for (int i = 0; i < calls.size(); i++) {
                assertThat(only("many-" + i, calls.get(i).join()).end()).isEqualTo(CallEnd.COMPLETED);
            }
        }
    }

    @Test
    void writesEachEntryToTheFileBeforeTheAnswerEnds() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            simulator.post(CHAT, i % 2 == 0 ? PLAIN : STREAM, "x-request-id", "file-" + i);
            expected.add(only("file-" + i).toJson());
            assertThat(Files.readAllLines(directory.resolve("log.jsonl"))).isEqualTo(expected);
        }
        String first = expected.getFirst();
        assertThat(Json.MAPPER.readTree(first).path("request_id").asString()).isEqualTo("file-0");
        assertThat(Json.MAPPER.readTree(first).path("end").asString()).isEqualTo("completed");
    }

    @Test
    void servesItselfAsLines() throws Exception {
        simulator.post(CHAT, PLAIN, "x-request-id", "a");
        simulator.post(CHAT, PLAIN, "x-request-id", "b");
        simulator.post(CHAT, PLAIN);

        assertThat(text(simulator.get("/simulator/log")).lines()).hasSize(3);
        assertThat(text(simulator.get("/simulator/log?request_id=b")).lines())
                .containsExactly(only("b").toJson());
        assertThat(text(simulator.get("/simulator/log?request_id=c"))).isEmpty();
        JsonNode state = Json.MAPPER.readTree(simulator.get("/simulator/state").body());
        assertThat(state.path("logged").asInt()).isEqualTo(3);
        assertThat(state.path("open_calls").asInt(-1)).isZero();
    }

    @Test
    void keepsTheLatestEntriesAndCountsTheOthers() throws Exception {
        for (int i = 0; i < 53; i++) {
            simulator.post(
                    "/v1/embeddings", "{\"model\":\"m\",\"input\":[1],\"dimensions\":1}", "x-request-id", "e" + i);
        }

        assertThat(simulator.log().entries()).hasSize(50);
        assertThat(simulator.log().entries().getFirst().requestId()).isEqualTo("e3");
        assertThat(simulator.log().dropped()).isEqualTo(3);
        assertThat(Files.readAllLines(directory.resolve("log.jsonl"))).hasSize(53);
        simulator.log().clear();
        assertThat(simulator.log().entries()).isEmpty();
    }

    @Test
    void neverHoldsPromptsOrAnswers() throws Exception {
        simulator.post(CHAT, PLAIN.replace("Hello", "marker-in-prompt"), "x-simulator-text", "marker-in-answer");

        assertThat(Files.readString(directory.resolve("log.jsonl"), StandardCharsets.UTF_8))
                .isNotEmpty()
                .doesNotContain("marker");
    }

    private long length(String id, String body) {
        try {
            return simulator.post(CHAT, body, "x-request-id", id).body().length;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(id, e);
        }
    }

    private SimulatorLogEntry only(String requestId) {
        List<SimulatorLogEntry> entries = simulator.log().entriesOf(requestId);
        assertThat(entries).as(requestId).hasSize(1);
        return entries.getFirst();
    }

    private SimulatorLogEntry only(String requestId, long bodyBytes) {
        assertThat(only(requestId).bodyBytes()).as(requestId).isEqualTo(bodyBytes);
        return only(requestId);
    }
}
