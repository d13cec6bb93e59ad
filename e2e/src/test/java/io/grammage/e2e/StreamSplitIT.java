package io.grammage.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.e2e.StreamScript.Framing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Streams through the gateway, cut in two anywhere: the bytes that come out are the bytes that went in but for
 * {@code model} and {@code usage}, and what is recorded is what was sent.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamSplitIT {
    private static final int CONCURRENT = 32;
    private static final int PAGE = 1_000;
    private static final String USAGE =
            "{\"prompt_tokens\":21,\"completion_tokens\":7,\"prompt_tokens_details\":{\"cached_tokens\":5},\"x\":0.5}";
    /** Every kind of character in UTF-8, what looks like our members, and what looks like the end of an event. */
    private static final String TEXT = "é€😀 \\\"usage\\\":{1}\\n\\ndata: [DONE]";

    private static final String SPOKEN = "é€😀 \"usage\":{1}\n\ndata: [DONE]";

    private ChunkedUpstream upstream;
    private ProductProcess gateway;
    private HttpClient client;

    /** One call that was answered. */
    private record Call(StreamScript script, boolean usageWanted, int requestBytes, HttpResponse<byte[]> response) {
        String id() {
            return response.headers().firstValue("x-request-id").orElseThrow();
        }
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        upstream = new ChunkedUpstream();
        Path config = Product.config(directory, """
                models:
                  - name: public-name
                    type: text-generation
                    prices: {input: 1.00, output: 2.00}
                    providers:
                      - {type: vllm, url: "%s", model_name: up/7B, total_params: 7}
                  - name: never-asked
                    type: text-generation
                    providers:
                      - {type: vllm, url: "%s", model_name: up/7B, stream_usage: never}
                """.formatted(upstream.url(), upstream.url()));
        gateway = Product.serve(directory.resolve("data"), config);
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterAll
    void stop() {
        client.close();
        gateway.close();
        upstream.close();
    }

    @Test
    void framingIsKeptWhereverAStreamIsCut() throws Exception {
        List<Framing> framings = List.of(
                Framing.PLAIN,
                new Framing("\r\n", "data: ", ": a comment within\n", false),
                new Framing("\r", "data: ", "", true),
                new Framing("\n", "data:", "", true),
                new Framing("\r\n", "data:  ", "event: message\nid: 7\nretry: 10\nother\n", true));
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < framings.size(); i++) {
            StreamScript script = answer(new StreamScript("framing " + i, framings.get(i)), true);
            calls.addAll(callCutEverywhere(script.done(), i % 2 == 0));
        }
        StreamScript marked = new StreamScript("byte order mark", Framing.PLAIN).raw("\ufeff: a comment first\n\n");
        calls.addAll(callCutEverywhere(answer(marked, true).done(), true));
        StreamScript endless = answer(new StreamScript("without an end mark", Framing.PLAIN), true);
        calls.addAll(callCutEverywhere(endless, true));
        StreamScript longer = answer(new StreamScript("data behind the end mark", Framing.PLAIN), true)
                .done();
        longer.raw("data: {\"model\":\"up/7B\",\"usage\":{\"prompt_tokens\":1000}}\n\n: end\n\n");
        calls.addAll(callCutEverywhere(longer, false));

        checkRecorded(calls);
    }

    @Test
    void contentsPassUntouched() throws Exception {
        List<StreamScript> scripts = List.of(
                plain("tool calls")
                        .chunk(
                                choice("{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\","
                                        + "\"function\":{\"name\":\"weigh\",\"arguments\":\"\"}}]}"),
                                "weigh")
                        .chunk(
                                choice(
                                        "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"g\\\": 80\"}}]}"),
                                "{\"g\": 80")
                        .chunk(choice("{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"}\"}}]}"), "}"),
                plain("three choices")
                        .chunk(
                                "{\"id\":\"c\",\"model\":\"$M\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}},"
                                        + "{\"index\":1,\"delta\":{\"content\":\"bb\"}},{\"index\":2,\"delta\":{\"content\":\"ccc\"}}]}",
                                "a",
                                "bb",
                                "ccc")
                        .chunk(
                                "{\"id\":\"c\",\"choices\":[{\"index\":2,\"delta\":{\"content\":\"d\"}}],\"model\":\"$M\"}",
                                "d"),
                plain("reasoning, refusal, logprobs")
                        .chunk(choice("{\"reasoning_content\":\"think\"}"), "think")
                        .chunk(choice("{\"reasoning\":\"think\",\"reasoning_content\":\"think\"}"), "think")
                        .chunk(choice("{\"refusal\":\"no\"}"), "no")
                        .chunk(
                                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"x\"},\"logprobs\":{\"content\":[{\"token\":\"x\","
                                        + "\"logprob\":-0.5,\"bytes\":[120],\"top_logprobs\":[]}]}}],\"model\":\"$M\"}",
                                "x"),
                plain("vendor fields")
                        .chunk(
                                "{\"vendor\":{\"model\":\"up/7B\",\"usage\":{\"total_tokens\":1}},\"model\" : \"$M\" ,"
                                        + "\"n\":1.50,\"e\":1E3,\"choices\":[{\"delta\":{\"content\":\"x\",\"mood\":null}}],\"sig\":\"\\u00e9\\/\"}",
                                "x")
                        .raw("data: no json\n\n")
                        .raw("data: [1,2]\n\n")
                        .raw("event: ping\n\n"));
        List<Call> calls = new ArrayList<>();
        for (StreamScript script : scripts) {
            script.chunk("{\"model\":\"$M\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
            calls.addAll(callCut(script.done(), false, 7));
        }
        checkRecorded(calls);
    }

    @Test
    void usageIsTakenAsTheProviderTellsIt() throws Exception {
        String finish =
                "{\"id\":\"c\",\"model\":\"$M\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";
        String zero = "{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0}";
        List<Call> calls = new ArrayList<>();
        for (boolean wanted : new boolean[] {true, false}) {
            String as = wanted ? ", wanted" : ", not wanted";
            List<StreamScript> scripts = List.of(
                    answer(plain("separate" + as), true),
                    answer(plain("never" + as), false),
                    answer(plain("in the last event" + as), false).chunkWithUsage(finish, USAGE),
                    plain("cumulative" + as)
                            .chunkWithUsage(
                                    choice("{\"content\":\"a\"}"),
                                    "{\"prompt_tokens\":21,\"completion_tokens\":1}",
                                    "a")
                            .chunkWithUsage(
                                    choice("{\"content\":\"b\"}"),
                                    "{\"prompt_tokens\":21,\"completion_tokens\":2}",
                                    "b")
                            .chunkWithUsage(
                                    finish, "{\"prompt_tokens\":21,\"completion_tokens\":2,\"total_tokens\":23}"),
                    plain("zero" + as).chunk(choice("{\"content\":\"a\"}"), "a").usageEvent(usageOnly(), zero),
                    answer(plain("without choices" + as), false)
                            .usageEvent("{\"id\":\"c\",\"object\":\"o\",\"model\":\"$M\"}", USAGE),
                    plain("null in chunks" + as)
                            .chunkWithNull(choice("{\"content\":\"a\"}"), "a")
                            .chunkWithNull(choice("{\"content\":\"b\"}"), "b"),
                    plain("null, then told" + as)
                            .chunkWithNull(choice("{\"content\":\"a\"}"), "a")
                            .usageEvent(usageOnly(), USAGE));
            for (StreamScript script : scripts) {
                calls.addAll(callCut(script.done(), wanted, 5));
                assertThat(upstream.lastRequest(script.name())).contains("\"stream_options\":{\"include_usage\":true}");
            }
        }
        checkRecorded(calls);
    }

    @Test
    void anEventOfAMegabytePasses() throws Exception {
        String large = "x".repeat(1 << 20);
        StreamScript script = plain("large").chunk(choice("{\"content\":\"" + large + "\"}"), large);
        int length = answer(script, true).done().given().length;
        upstream.offer(script.name(), script.given());

        checkRecorded(call(script, true, IntStream.iterate(1, cut -> cut < length, cut -> cut + 104_729)));
    }

    @Test
    void aProviderThatCannotTellUsageIsNotAskedForIt() throws Exception {
        StreamScript script = answer(plain("unasked"), false).done();
        upstream.offer(script.name(), script.given());
        String request = request(script, true, 0).replace(StreamScript.PUBLIC, "never-asked");
        byte[] answer = client.send(post(request), BodyHandlers.ofByteArray()).body();

        assertThat(upstream.lastRequest(script.name())).doesNotContain("stream_options");
        script.checkPassed(
                new String(answer, java.nio.charset.StandardCharsets.UTF_8)
                        .replace("never-asked", StreamScript.PUBLIC)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                true);
    }

    @Test
    void theUsageEventStandsByItselfAlsoWhereTheLastEventLacksItsBlankLine() throws Exception {
        for (String end : List.of("data: [DONE]", "data: [DONE]\n", "data: [DONE]\r\n")) {
            StreamScript script =
                    answer(plain("open end " + end.length()), true).tail(end);
            callCut(script, true, 97);
            callCut(script, false, 97);
        }
    }

    @Test
    void anEventThatLacksItsBlankLineCountsAndStaysApartFromTheUsageEvent() throws Exception {
        List<Call> calls = new ArrayList<>();
        for (String end : List.of("", "\n")) {
            StreamScript script = answer(plain("open event " + end.length()), false);
            script.chunkWithUsage(choice("{\"content\":\"c\"}"), USAGE, "c").without("\n\n", end);
            calls.addAll(callCut(script, true, 97));
        }
        checkRecorded(calls);
    }

    private static StreamScript plain(String name) {
        return new StreamScript(name, Framing.PLAIN);
    }

    private static String choice(String delta) {
        return "{\"id\":\"c\",\"model\":\"$M\",\"choices\":[{\"delta\":" + delta + "}]}";
    }

    private static String usageOnly() {
        return "{\"id\":\"c\",\"model\":\"$M\",\"choices\":[],\"x\":[1]}";
    }

    /** An answer of a few chunks, with a usage event or without. */
    private static StreamScript answer(StreamScript script, boolean withUsage) {
        script.chunk("{\"object\":\"o\",\"created\":5,\"model\":\"$M\",\"choices\":[]}");
        script.chunk(choice("{\"content\":\"" + TEXT + "\"}"), SPOKEN);
        script.comment(": keep-alive").chunk(choice("{\"content\":\"b\"}"), "b");
        return withUsage ? script.usageEvent(usageOnly(), USAGE) : script;
    }

    private List<Call> callCutEverywhere(StreamScript script, boolean usageWanted) throws InterruptedException {
        return callCut(script, usageWanted, 1);
    }

    private List<Call> callCut(StreamScript script, boolean usageWanted, int step) throws InterruptedException {
        int length = script.given().length;
        upstream.offer(script.name(), script.given());
        return call(script, usageWanted, IntStream.iterate(0, cut -> cut < length, cut -> cut + step));
    }

    /** Makes a call for each cut, and checks what comes back. */
    private List<Call> call(StreamScript script, boolean usageWanted, IntStream cuts) throws InterruptedException {
        Semaphore slots = new Semaphore(CONCURRENT);
        List<CompletableFuture<Call>> pending = new ArrayList<>();
        for (int cut : cuts.toArray()) {
            slots.acquire();
            String request = request(script, usageWanted, cut);
            pending.add(client.sendAsync(post(request), BodyHandlers.ofByteArray())
                    .whenComplete((response, failure) -> slots.release())
                    .thenApply(response -> new Call(script, usageWanted, request.length(), response)));
        }
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            Call call = pending.get(i).join();
            assertThat(call.response().statusCode()).isEqualTo(200);
            script.checkPassed(call.response().body(), usageWanted);
            calls.add(call);
        }
        return calls;
    }

    private static String request(StreamScript script, boolean usageWanted, int cut) {
        return "{\"model\":\"public-name\",\"stream\":true,"
                + (usageWanted ? "\"stream_options\":{\"include_usage\":true}," : "") + "\"user\":\"" + script.name()
                + "/" + cut + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
    }

    private HttpRequest post(String body) {
        return HttpRequest.newBuilder(URI.create(gateway.baseUrl() + Caller.CHAT))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + Product.KEY)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** Compares each call with its record, once the store has them all. */
    private void checkRecorded(List<Call> calls) throws InterruptedException {
        Map<String, JsonNode> records = new HashMap<>();
        try (Caller caller = new Caller(gateway.baseUrl(), Product.KEY)) {
            for (int tries = 0;
                    tries < 300 && !calls.stream().allMatch(call -> records.containsKey(call.id()));
                    tries++) {
                Thread.sleep(200);
                readRecords(caller, records);
            }
        }
        for (Call call : calls) {
            JsonNode record =
                    requireNonNull(records.get(call.id()), call.script().name());
            call.script().checkRecorded(record, call.requestBytes());
        }
    }

    private static void readRecords(Caller caller, Map<String, JsonNode> records) {
        String after = "";
        do {
            JsonNode page = caller.json("/v1/usage/records?limit=" + PAGE + (after.isEmpty() ? "" : "&after=" + after));
            page.path("data").forEach(record -> records.put(record.path("id").asString(), record));
            after = page.path("next").asString("");
        } while (!after.isEmpty());
    }
}
