package io.grammage.gateway.simulator;

import static io.grammage.gateway.simulator.RunningSimulator.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Every knob, over real HTTP. */
class SimulatedFaultsTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String PLAIN = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    private static final String STREAM = PLAIN.replaceFirst("\\{", "{\"stream\":true,");
    private static final String STREAM_WITH_USAGE =
            STREAM.replaceFirst("\\{", "{\"stream_options\":{\"include_usage\":true},");
    private static RunningSimulator simulator;

    @BeforeAll
    static void start() {
        simulator = new RunningSimulator(SimulatorOptions.defaults());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void answersWithAStatus() throws Exception {
        HttpResponse<byte[]> limited =
                simulator.post(CHAT, PLAIN, "x-simulator-status", "429;retry-after=2;code=slow_down");
        HttpResponse<byte[]> broken = simulator.post(CHAT, STREAM, "x-simulator-status", "503");

        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("retry-after")).contains("2");
        JsonNode error = Json.MAPPER.readTree(limited.body()).path("error");
        assertThat(error.path("code").asString()).isEqualTo("slow_down");
        assertThat(error.path("type").asString()).isEqualTo("rate_limit_error");
        assertThat(broken.statusCode()).isEqualTo(503);
        assertThat(broken.headers().firstValue("retry-after")).isEmpty();
        assertThat(broken.headers().firstValue("content-type")).contains("application/json");
    }

    @Test
    void refusesKnobsThatItDoesNotKnow() throws Exception {
        HttpResponse<byte[]> unknown = simulator.post(CHAT, PLAIN, "x-simulator-speed", "1");
        HttpResponse<byte[]> wrong =
                simulator.post(CHAT, PLAIN.replaceFirst("\\{", "{\"simulator\":{\"ttft-ms\":\"soon\"},"));

        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(text(unknown)).contains("knob: speed");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(text(wrong)).contains("x-simulator-ttft-ms: soon (expected: 0..600000)");
    }

    @Test
    void takesKnobsFromTheBody() throws Exception {
        JsonNode answer = simulator.json(
                CHAT, PLAIN.replaceFirst("\\{", "{\"simulator\":{\"output-tokens\":2,\"cached-tokens\":1},"));

        assertThat(answer.at("/choices/0/message/content").asString()).isEqualTo("This is");
        assertThat(answer.at("/usage/prompt_tokens_details/cached_tokens").asInt())
                .isEqualTo(1);
    }

    @Test
    void reportsTheCountsThatItIsTold() throws Exception {
        JsonNode usage = simulator
                .json(
                        CHAT,
                        PLAIN,
                        "x-simulator-prompt-tokens",
                        "1000",
                        "x-simulator-cached-tokens",
                        "600",
                        "x-simulator-audio-tokens",
                        "30",
                        "x-simulator-output-tokens",
                        "7",
                        "x-simulator-reasoning-tokens",
                        "5")
                .path("usage");

        assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(1000);
        assertThat(usage.at("/prompt_tokens_details/cached_tokens").asInt()).isEqualTo(600);
        assertThat(usage.at("/prompt_tokens_details/audio_tokens").asInt()).isEqualTo(30);
        assertThat(usage.path("completion_tokens").asInt()).isEqualTo(12);
        assertThat(usage.at("/completion_tokens_details/reasoning_tokens").asInt())
                .isEqualTo(5);
        assertThat(usage.path("total_tokens").asInt()).isEqualTo(1012);
    }

    @Test
    void keepsToTheMaximumUnlessToldOtherwise() throws Exception {
        String bounded = PLAIN.replaceFirst("\\{", "{\"max_tokens\":4,");
        JsonNode kept = simulator.json(CHAT, bounded, "x-simulator-output-tokens", "9");
        JsonNode exact = simulator.json(CHAT, bounded, "x-simulator-output-tokens", "4");
        JsonNode ignored =
                simulator.json(CHAT, bounded, "x-simulator-output-tokens", "9", "x-simulator-ignore-maximum", "");

        assertThat(kept.at("/usage/completion_tokens").asInt()).isEqualTo(4);
        assertThat(kept.at("/choices/0/finish_reason").asString()).isEqualTo("length");
        assertThat(exact.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(ignored.at("/usage/completion_tokens").asInt()).isEqualTo(9);
        assertThat(ignored.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
    }

    @Test
    void saysWhatItIsToldToSay() throws Exception {
        String words = "The text \\\"usage\\\":{\\\"total_tokens\\\":9} fools  nobody, été 😀";
        String body = PLAIN.replaceFirst("\\{", "{\"simulator\":{\"text\":\"" + words.replace("\\", "\\\\\\") + "\"},");
        String spoken = Json.MAPPER.readTree("\"" + words + "\"").asString();
        JsonNode answer = simulator.json(CHAT, body);
        List<String> events = simulator.events(CHAT, body.replaceFirst("\\{", "{\"stream\":true,"));

        assertThat(answer.at("/choices/0/message/content").asString()).isEqualTo(spoken);
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(7);
        assertThat(contents(events)).isEqualTo(spoken);
    }

    @Test
    void refusesLikeAModel() throws Exception {
        JsonNode message =
                simulator.json(CHAT, PLAIN, "x-simulator-refusal", "true").at("/choices/0/message");
        List<String> events = simulator.events(CHAT, STREAM, "x-simulator-refusal", "true");

        assertThat(message.path("content").isNull()).isTrue();
        assertThat(message.path("refusal").asString()).startsWith("This is a simulated answer.");
        assertThat(Json.MAPPER
                        .readTree(events.get(1))
                        .at("/choices/0/delta/refusal")
                        .asString())
                .isEqualTo("This");
    }

    @Test
    void givesLogProbabilities() throws Exception {
        String asked = PLAIN.replaceFirst("\\{", "{\"logprobs\":true,\"top_logprobs\":2,");
        JsonNode choice = simulator.json(CHAT, asked).at("/choices/0");
        List<String> events = simulator.events(CHAT, asked.replaceFirst("\\{", "{\"stream\":true,"));

        JsonNode tokens = choice.at("/logprobs/content");
        StringBuilder joined = new StringBuilder();
        tokens.forEach(token -> joined.append(token.path("token").asString()));
        assertThat(joined.toString()).isEqualTo(choice.at("/message/content").asString());
        assertThat(tokens.path(1).path("top_logprobs").size()).isEqualTo(2);
        assertThat(tokens.path(1).path("logprob").asDouble()).isNegative();
        assertThat(tokens.path(0).at("/bytes/0").asInt()).isEqualTo('T');
        assertThat(Json.MAPPER.readTree(events.get(2)).at("/choices/0/logprobs/content/0"))
                .isEqualTo(tokens.path(1));
    }

    @Test
    void addsVendorFields() throws Exception {
        assertThat(simulator.json(CHAT, PLAIN, "x-simulator-vendor-fields", "1").has("x_simulator_vendor"))
                .isTrue();
        assertThat(simulator
                        .events(CHAT, STREAM, "x-simulator-vendor-fields", "1")
                        .getFirst())
                .contains("x_simulator_vendor");
        assertThat(simulator.json(CHAT, PLAIN).has("x_simulator_vendor")).isFalse();
    }

    @Test
    void padsAnswersToTheByte() throws Exception {
        int natural = simulator.post(CHAT, PLAIN).body().length;
        for (int size = natural + 1; size < natural + 20; size++) {
            HttpResponse<byte[]> padded =
                    simulator.post(CHAT, PLAIN, "x-simulator-answer-bytes", String.valueOf(size + 5));
            assertThat(padded.body()).hasSize(size + 5);
            assertThat(Json.MAPPER.readTree(padded.body()).path("object").asString())
                    .isEqualTo("chat.completion");
        }
        HttpResponse<byte[]> large = simulator.post(
                "/v1/embeddings", "{\"model\":\"m\",\"input\":\"x\"}", "x-simulator-answer-bytes", "5000000");
        assertThat(large.body()).hasSize(5_000_000);
        assertThat(Json.MAPPER.readTree(large.body()).at("/data/0/embedding").size())
                .isEqualTo(384);
        String first = simulator
                .events(CHAT, STREAM, "x-simulator-answer-bytes", "1000000")
                .getFirst();
        assertThat(Json.MAPPER.readTree(first).path("padding").asString()).hasSize(1_000_000);
    }

    @Test
    void refusesStreamOptions() throws Exception {
        assertThat(simulator
                        .post(CHAT, STREAM_WITH_USAGE, "x-simulator-stream-options", "refuse")
                        .statusCode())
                .isEqualTo(400);
        assertThat(simulator
                        .post(CHAT, STREAM, "x-simulator-stream-options", "refuse")
                        .statusCode())
                .isEqualTo(200);
        assertThat(simulator
                        .post(CHAT, STREAM_WITH_USAGE, "x-simulator-stream-options", "accept")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void reportsUsageOfAPlainAnswerAsTold() throws Exception {
        assertThat(simulator.json(CHAT, PLAIN, "x-simulator-usage", "missing").has("usage"))
                .isFalse();
        JsonNode zero = simulator.json(CHAT, PLAIN, "x-simulator-usage", "zero").path("usage");
        assertThat(zero.path("total_tokens").asInt(-1)).isZero();
        assertThat(zero.path("completion_tokens").asInt(-1)).isZero();
        assertThat(simulator
                        .json(CHAT, PLAIN, "x-simulator-usage", "last")
                        .at("/usage/prompt_tokens")
                        .asInt())
                .isEqualTo(6);
    }

    @Test
    void reportsUsageOfAStreamAsTold() throws Exception {
        List<String> separate = simulator.events(CHAT, STREAM, "x-simulator-usage", "separate");
        assertThat(separate.subList(0, separate.size() - 2)).noneMatch(event -> event.contains("usage"));
        JsonNode usage = Json.MAPPER.readTree(separate.get(separate.size() - 2));
        assertThat(usage.path("choices").isEmpty()).isTrue();
        int total = usage.at("/usage/completion_tokens").asInt();
        assertThat(total).isEqualTo(separate.size() - 4);

        List<String> last = simulator.events(CHAT, STREAM, "x-simulator-usage", "last");
        JsonNode finish = Json.MAPPER.readTree(last.get(last.size() - 2));
        assertThat(finish.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(finish.path("usage")).isEqualTo(usage.path("usage"));
        assertThat(last.subList(0, last.size() - 2)).noneMatch(event -> event.contains("usage"));

        List<String> cumulative = simulator.events(CHAT, STREAM, "x-simulator-usage", "cumulative");
        List<Integer> counts = new ArrayList<>();
        for (String event : cumulative.subList(0, cumulative.size() - 1)) {
            counts.add(
                    Json.MAPPER.readTree(event).at("/usage/completion_tokens").asInt());
        }
        assertThat(counts).startsWith(0, 1, 2).endsWith(total - 1, total, total);

        List<String> zero = simulator.events(CHAT, STREAM_WITH_USAGE, "x-simulator-usage", "zero");
        assertThat(Json.MAPPER
                        .readTree(zero.get(zero.size() - 2))
                        .at("/usage/total_tokens")
                        .asInt(-1))
                .isZero();

        assertThat(simulator.events(CHAT, STREAM_WITH_USAGE, "x-simulator-usage", "missing"))
                .noneMatch(event -> event.contains("usage"));
        assertThat(simulator.events(CHAT, STREAM, "x-simulator-usage", "with-nulls"))
                .first()
                .asString()
                .contains("\"usage\":null");
    }

    @Test
    void failsInAStream() throws Exception {
        List<String> first = simulator.events(CHAT, STREAM, "x-simulator-error-event", "first");
        List<String> fourth = simulator.events(CHAT, STREAM, "x-simulator-error-event", "4");

        assertThat(first).hasSize(1);
        assertThat(Json.MAPPER.readTree(first.getFirst()).at("/error/code").asString())
                .isEqualTo("simulated_failure");
        assertThat(fourth).hasSize(4);
        assertThat(contents(fourth.subList(0, 3))).isEqualTo("This is");
        assertThat(fourth.getLast()).contains("\"error\"");
    }

    @Test
    void damagesJson() throws Exception {
        List<String> events = simulator.events(CHAT, STREAM, "x-simulator-malformed-event", "3");
        List<String> whole = simulator.events(CHAT, STREAM);
        HttpResponse<byte[]> plain = simulator.post(CHAT, PLAIN, "x-simulator-malformed-body", "");

        assertThat(events).hasSameSizeAs(whole);
        for (int i = 0; i < events.size() - 1; i++) {
            assertThat(isJson(events.get(i))).as("event %d", i + 1).isEqualTo(i != 2);
        }
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(isJson(text(plain))).isFalse();
    }

    @Test
    void cutsStreamsAfterSomeEvents() throws Exception {
        RawAnswer cut = RawAnswer.of(simulator, CHAT, STREAM, "x-simulator-cut-after-events", "3");
        RawAnswer reset = RawAnswer.of(
                simulator, CHAT, STREAM, "x-simulator-cut-after-events", "3", "x-simulator-cut-how", "reset");
        RawAnswer nothing = RawAnswer.of(simulator, CHAT, STREAM, "x-simulator-cut-after-events", "0");
        RawAnswer tooMany = RawAnswer.upTo(
                RawAnswer::lastChunkCame, simulator, CHAT, STREAM, "x-simulator-cut-after-events", "100000");

        assertThat(cut.ending()).isEqualTo(RawAnswer.Ending.CLOSED);
        assertThat(cut.text().split("data: ", -1)).hasSize(1 + 3);
        assertThat(cut.text()).doesNotContain("\r\n0\r\n");
        assertThat(reset.ending()).isEqualTo(RawAnswer.Ending.RESET);
        assertThat(nothing.ending()).isEqualTo(RawAnswer.Ending.CLOSED);
        assertThat(nothing.text()).isEmpty();
        assertThat(tooMany.ending()).isEqualTo(RawAnswer.Ending.SILENT);
        assertThat(tooMany.text()).endsWith("\r\n0\r\n\r\n");
    }

    @Test
    void cutsAfterSomeBytes() throws Exception {
        RawAnswer plain = RawAnswer.of(simulator, CHAT, PLAIN, "x-simulator-cut-after-bytes", "100");
        RawAnswer stream = RawAnswer.of(simulator, CHAT, STREAM, "x-simulator-cut-after-bytes", "10");
        int length = simulator.post(CHAT, PLAIN).body().length;
        RawAnswer whole = RawAnswer.upTo(
                text -> text.endsWith("}"),
                simulator,
                CHAT,
                PLAIN,
                "x-simulator-cut-after-bytes",
                String.valueOf(length + 9));

        assertThat(plain.ending()).isEqualTo(RawAnswer.Ending.CLOSED);
        assertThat(plain.body()).hasSize(100);
        assertThat(plain.text()).containsPattern("(?i)content-length: [0-9]{3,}");
        assertThat(stream.ending()).isEqualTo(RawAnswer.Ending.CLOSED);
        assertThat(stream.body()).isEqualTo("a\r\ndata: {\"id\r\n");
        assertThat(whole.ending()).isEqualTo(RawAnswer.Ending.SILENT);
        assertThat(isJson(whole.body())).isTrue();
    }

    @Test
    void hangs() throws Exception {
        RawAnswer headers = RawAnswer.upTo(text -> true, simulator, CHAT, STREAM, "x-simulator-hang", "headers");
        RawAnswer body =
                RawAnswer.upTo(text -> text.endsWith("\r\n\r\n"), simulator, CHAT, PLAIN, "x-simulator-hang", "body");
        RawAnswer later = RawAnswer.upTo(
                text -> text.endsWith("\n\n\r\n") && text.split("data: ", -1).length == 1 + 2,
                simulator,
                CHAT,
                STREAM,
                "x-simulator-hang-after-events",
                "2");

        assertThat(headers).isEqualTo(new RawAnswer("", RawAnswer.Ending.SILENT));
        assertThat(body.ending()).isEqualTo(RawAnswer.Ending.SILENT);
        assertThat(body.text()).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\n");
        assertThat(later.ending()).isEqualTo(RawAnswer.Ending.SILENT);
        assertThat(later.text().split("data: ", -1)).hasSize(1 + 2);
        assertThat(later.text()).doesNotContain("\r\n0\r\n");
    }

    @Test
    void endsStreamsInOtherWays() throws Exception {
        List<String> without = simulator.events(CHAT, STREAM, "x-simulator-omit-done", "");
        List<String> after = simulator.events(CHAT, STREAM, "x-simulator-data-after-done", "");

        assertThat(without).doesNotContain("[DONE]");
        assertThat(without.getLast()).contains("\"finish_reason\":\"stop\"");
        assertThat(after.get(after.size() - 2)).isEqualTo("[DONE]");
        assertThat(isJson(after.getLast())).isTrue();
    }

    @Test
    void framesStreamsInEveryWay() throws Exception {
        List<JsonNode> plain = withoutIdentity(simulator.events(CHAT, STREAM));
        for (String lineEnding : List.of("lf", "crlf", "cr")) {
            HttpResponse<byte[]> response = simulator.post(
                    CHAT,
                    STREAM,
                    "x-simulator-line-ending",
                    lineEnding,
                    "x-simulator-keep-alive-comments",
                    "",
                    "x-simulator-byte-order-mark",
                    "",
                    "x-simulator-tight-data",
                    "",
                    "x-simulator-multi-line-data",
                    "");
            String text = text(response);
            List<String> events = SseReader.data(text);

            assertThat(withoutIdentity(events)).as(lineEnding).isEqualTo(plain);
            assertThat(text).startsWith("\ufeff: simulated keep-alive").doesNotContain("data: ");
            assertThat(text.contains("\n")).isEqualTo(!lineEnding.equals("cr"));
            assertThat(text.contains("\r")).isEqualTo(!lineEnding.equals("lf"));
            assertThat(events.getFirst()).startsWith("{\n\"id\"");
            assertThat(text.split(": simulated keep-alive", -1)).hasSize(events.size() + 1);
        }
    }

    @Test
    void compresses() throws Exception {
        HttpResponse<byte[]> plain = simulator.post(CHAT, PLAIN, "x-simulator-gzip", "true");
        HttpResponse<byte[]> stream = simulator.post(CHAT, STREAM, "x-simulator-gzip", "true");

        assertThat(plain.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(isJson(gunzip(plain))).isTrue();
        assertThat(RunningSimulator.events(gunzip(stream))).endsWith("[DONE]");
    }

    @Test
    void changesHeaders() throws Exception {
        HttpResponse<byte[]> response = simulator.post(
                CHAT,
                PLAIN,
                "x-simulator-content-type",
                "application/json; charset=utf-8",
                "x-simulator-answer-header",
                "x-more: of this",
                "x-simulator-chunked",
                "");

        assertThat(response.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
        assertThat(response.headers().firstValue("x-more")).contains("of this");
        assertThat(response.headers().firstValue("content-length")).isEmpty();
        assertThat(isJson(text(response))).isTrue();
    }

    @Test
    void writesEventsTogether() throws Exception {
        RawAnswer eight = RawAnswer.upTo(
                RawAnswer::lastChunkCame,
                simulator,
                CHAT,
                STREAM,
                "x-simulator-output-tokens",
                "61",
                "x-simulator-events-per-write",
                "8");

        // Role, 61 tokens, finish and the end mark are 64 events.
        assertThat(eight.chunks()).hasSize(8);
    }

    @Test
    void letsEachWriteLeaveByItself() throws Exception {
        byte[] request =
                RawAnswer.request(CHAT, STREAM, "x-simulator-output-tokens", "61", "x-simulator-events-per-write", "1");
        byte[] buffer = new byte[256 * 1024];
        int shortest = Integer.MAX_VALUE;
        // A reader that wakes up late finds several writes at once, but not every time.
        for (int i = 0; i < 5_000 && shortest > 5_000; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
                socket.getOutputStream().write(request);
                shortest = Math.min(shortest, socket.getInputStream().read(buffer));
            }
        }

        assertThat(shortest).isLessThan(5_000);
    }

    @Test
    void sendsSlowly() throws Exception {
        long start = System.nanoTime();
        RawAnswer slow = RawAnswer.upTo(
                RawAnswer::lastChunkCame,
                simulator,
                CHAT,
                PLAIN,
                "x-simulator-slow-bytes",
                "50",
                "x-simulator-chunked",
                "true");
        long millis = (System.nanoTime() - start) / 1_000_000 - RawAnswer.SILENCE_MILLIS;

        assertThat(slow.chunks()).hasSizeGreaterThan(8);
        assertThat(millis).isGreaterThanOrEqualTo(10L * (slow.chunks().size() - 1));
    }

    @Test
    void pacesEachTokenOnItsOwnSchedule() throws Exception {
        List<Long> arrivals = arrivals(
                "x-simulator-ttft-ms", "40", "x-simulator-tokens-per-second", "50", "x-simulator-output-tokens", "6");

        // The role and the first token come together, then every 20 ms one more, the rest with the last one.
        assertThat(arrivals.getFirst()).isGreaterThanOrEqualTo(40);
        for (int token = 0; token < 6; token++) {
            assertThat(arrivals.get(1 + token)).isGreaterThanOrEqualTo(40 + 20L * token);
        }
    }

    @Test
    void failsOnlyOnTheAttemptsThatAreNamed() throws Exception {
        String[] headers = {"x-simulator-status", "503", "x-simulator-attempts", "1", "x-grammage-attempt", "1"};
        assertThat(simulator.post(CHAT, PLAIN, headers).statusCode()).isEqualTo(503);
        headers[5] = "2";
        assertThat(simulator.post(CHAT, PLAIN, headers).statusCode()).isEqualTo(200);
    }

    @Test
    void obeysTheOptionsUnlessTheRequestSaysOtherwise() throws Exception {
        SimulatorOptions options = SimulatorOptions.defaults().turning(Knob.STATUS, "500");
        try (RunningSimulator failing =
                new RunningSimulator(SimulatorOptions.defaults().turning(Knob.OUTPUT_TOKENS, "2"))) {
            assertThat(failing.json(CHAT, PLAIN).at("/usage/completion_tokens").asInt())
                    .isEqualTo(2);
            assertThat(failing.json(CHAT, PLAIN, "x-simulator-output-tokens", "3")
                            .at("/usage/completion_tokens")
                            .asInt())
                    .isEqualTo(3);
        }
        assertThat(options.knobs()).containsEntry("status", "500");
    }

    private static List<Long> arrivals(String... headers) throws Exception {
        long start = System.nanoTime();
        List<Long> arrivals = new ArrayList<>();
        simulator
                .client()
                .send(
                        simulator
                                .request(CHAT, headers)
                                .POST(BodyPublishers.ofString(STREAM))
                                .build(),
                        BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith("data: "))
                .forEach(line -> arrivals.add((System.nanoTime() - start) / 1_000_000));
        return arrivals;
    }

    private static String contents(List<String> events) {
        StringBuilder content = new StringBuilder();
        for (String event : events) {
            if (!event.equals("[DONE]")) {
                content.append(Json.MAPPER
                        .readTree(event)
                        .at("/choices/0/delta/content")
                        .asString(""));
            }
        }
        return content.toString();
    }

    private static List<JsonNode> withoutIdentity(List<String> events) {
        return events.stream()
                .map(event -> event.replaceAll("\"id\":\"[^\"]*\"", "\"id\":0")
                        .replaceAll("\"created\":[0-9]+", "\"created\":0"))
                .map(event -> Json.MAPPER.readTree(event.equals("[DONE]") ? "[]" : event))
                .toList();
    }

    private static boolean isJson(String text) {
        try {
            return Json.MAPPER.readTree(text).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }

    private static String gunzip(HttpResponse<byte[]> response) throws Exception {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
