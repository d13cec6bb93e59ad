package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls whose providers fail: who is tried, in which order and when, what the caller is told, and what the ledger says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class FailoverIT {
    private static final String ANSWER =
            "{\"id\":\"a\",\"object\":\"chat.completion\",\"model\":\"up\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":20,\"total_tokens\":30}}";
    private static final String ERROR = "{\"error\":{\"message\":\"no\",\"type\":\"t\",\"param\":null,\"code\":null}}";

    /** Models whose first provider is {@code NAME/vllm} and whose second is {@code NAME/vllm-2}; weights make it the first. */
    private static final String CONFIG = """
            models:
            PAIRS
              - name: retried
                type: text-generation
                retries: {rounds: 2, backoff: 20ms, backoff_max: 1500ms}
                providers: [{type: vllm, url: "A", model_name: up, circuit_breaker: {minimum_calls: 20}}]
              - name: fragile
                type: text-generation
                retries: {rounds: 0}
                providers:
                  - {type: vllm, url: "A", model_name: up, circuit_breaker: {window: 4, minimum_calls: 4, open_for: 4s}}
              - name: checked
                type: text-generation
                load_balancing_strategy: round_robin
                providers:
                  - {type: vllm, url: "C", model_name: up, weight: 1000, health_check: {interval: 50ms, failures: 2}}
                  - {type: vllm, url: "B", model_name: up, weight: 1}
              - name: main
                type: text-generation
                retries: {rounds: 0}
                prices: {input: 100, output: 100}
                fallbacks: [ended, spare]
                providers: [{type: vllm, url: "A", model_name: up}]
              - name: ended
                type: text-generation
                lifecycle: {end_of_life_at: 2026-01-01T00:00:00Z}
                providers: [{type: vllm, url: "A", model_name: up}]
              - name: spare
                type: text-generation
                prices: {input: 1, output: 2}
                providers: [{type: vllm, url: "B", model_name: up}]
              - name: narrow
                type: text-generation
                retries: {rounds: 0}
                providers: [{type: vllm, url: "A", model_name: up, max_in_flight: 1, queue: {max: 1, timeout: 30s}}]
              - name: impatient
                type: text-generation
                retries: {rounds: 0}
                providers: [{type: vllm, url: "A", model_name: up, max_in_flight: 1, queue: {max: 1, timeout: 50ms}}]
              - name: slow
                type: text-generation
                retries: {rounds: 1, backoff: 1ms}
                providers: [{type: vllm, url: "A", model_name: up, timeouts: {first_byte: 200ms}}]
            """;

    private final FaultyUpstream a = new FaultyUpstream((number, request) -> request.answer(200, ANSWER));
    /** The one that is asked whether it is well; those questions are requests too. */
    private final FaultyUpstream c = new FaultyUpstream((number, request) -> request.answer(200, ANSWER));

    private final FaultyUpstream b = new FaultyUpstream((number, request) -> request.answer(200, ANSWER));
    private ProductProcess gateway;
    private Caller caller;

    @BeforeAll
    void start(@TempDir Path directory) {
        StringBuilder pairs = new StringBuilder();
        for (String name : new String[] {"pair", "passing", "streamed"}) {
            pairs.append("""
                      - name: %s
                        type: text-generation
                        load_balancing_strategy: round_robin
                        retries: {rounds: 0}
                        providers:
                          - {type: vllm, url: "A", model_name: up, weight: 1000, circuit_breaker: {minimum_calls: 20}}
                          - {type: vllm, url: "B", model_name: up, weight: 1}
                    """.formatted(name));
        }
        String config = CONFIG.replace("PAIRS", pairs)
                .replace("\"A\"", a.url())
                .replace("\"B\"", b.url())
                .replace("\"C\"", c.url());
        gateway = Product.serve(directory.resolve("data"), Product.config(directory, config));
        caller = new Caller(gateway.baseUrl(), Product.KEY);
    }

    @AfterAll
    void stop() {
        caller.close();
        gateway.close();
        a.close();
        b.close();
        c.close();
    }

    @BeforeEach
    void behave() {
        a.follow((number, request) -> request.answer(200, ANSWER));
        b.follow((number, request) -> request.answer(200, ANSWER));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 407, 429, 500, 502, 503, 504})
    void goesOnToTheNextProviderAfterAStatus(int status) {
        a.follow((number, request) -> request.answer(status, ERROR));
        HttpResponse<String> answer = chat("pair");
        assertServedBy(answer, "pair/vllm-2");
        assertThat(Records.attempts(Records.of(caller, answer))).containsExactly("pair/vllm " + status + " status");
    }

    @Test
    void goesOnToTheNextProviderAfterABrokenConnection() {
        a.follow((number, request) -> request.reset());
        assertThat(attempts(chat("pair"))).containsExactly("pair/vllm - reset");
        a.follow((number, request) -> request.cut());
        assertThat(attempts(chat("pair"))).containsExactly("pair/vllm - reset");
        a.follow((number, request) -> {
            request.head(200, "Content-Type: application/json", "Content-Length: 1000");
            request.reset();
        });
        assertThat(attempts(chat("pair"))).as("before anything was passed on").containsExactly("pair/vllm - reset");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 415, 422})
    void passesOnWhatIsWrongWithTheRequest(int status) {
        int before = b.requests();
        a.follow((number, request) -> request.answer(status, ERROR));
        HttpResponse<String> answer = chat("passing");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(ERROR);
        assertThat(b.requests()).isEqualTo(before);
        JsonNode record = Records.of(caller, answer);
        assertThat(record.path("outcome").asString()).isEqualTo("rejected");
        assertThat(record.path("attempts")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ": a comment\n\n", ": a comment\n\n: another\n\n"})
    void goesOnWhenTheFirstEventIsAnError(String ahead) {
        a.follow((number, request) -> {
            request.beginStream();
            if (!ahead.isEmpty()) {
                request.send(ahead);
                // So that the gateway reads it by itself.
                TimeUnit.MILLISECONDS.sleep(200);
            }
            request.send("data: {\"error\":{\"message\":\"out of memory\"}}\n\n");
            request.endStream();
        });
        b.follow((number, request) -> stream(request));
        HttpResponse<String> answer = caller.post(Caller.CHAT, streamed("streamed"));
        assertServedBy(answer, "streamed/vllm-2");
        assertThat(answer.body())
                .contains("\"content\":\"Hi\"")
                .contains("data: [DONE]")
                .doesNotContain("memory")
                .doesNotContain("comment");
        assertThat(attempts(answer)).containsExactly("streamed/vllm - error_event");
    }

    @Test
    void passesOnWhatKeepsTheConnectionAliveWhileNothingElseComes() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        a.follow((number, request) -> {
            request.beginStream();
            request.send(": first\n\n");
            TimeUnit.MILLISECONDS.sleep(1_100);
            request.send(": second\n\n");
            release.await();
            request.send("data: [DONE]\n\n");
            request.endStream();
        });
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                caller.stream(Caller.CHAT, streamed("streamed")).body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo(": first");
            assertThat(lines.readLine()).isEmpty();
            assertThat(lines.readLine()).isEqualTo(": second");
            release.countDown();
            assertThat(lines.lines()).contains("data: [DONE]");
        }
    }

    @Test
    void tellsTheCallerOfAnErrorInTheMiddle() {
        int before = b.requests();
        a.follow((number, request) -> {
            request.beginStream();
            request.send("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n\n");
            request.send("data: {\"error\":{\"message\":\"out of memory\"}}\n\n");
            request.endStream();
        });
        HttpResponse<String> answer = caller.post(Caller.CHAT, streamed("streamed"));
        assertThat(answer.body()).contains("\"content\":\"Hi\"").contains("out of memory");
        assertThat(b.requests()).isEqualTo(before);
        assertThat(Records.of(caller, answer).path("outcome").asString()).isEqualTo("upstream_failed");
    }

    @Test
    void triesAgainAfterAPauseWhatMayPass() {
        int before = a.requests();
        a.follow((number, request) ->
                request.answer(number < before + 3 ? 503 : 200, number < before + 3 ? ERROR : ANSWER));
        HttpResponse<String> answer = chat("retried");
        assertServedBy(answer, "retried/vllm");
        assertThat(attempts(answer)).containsExactly("retried/vllm 503 status", "retried/vllm 503 status");
        assertThat(a.received().subList(before, before + 3))
                .extracting(request -> request.header("x-grammage-attempt"))
                .containsExactly("1", "2", "3");
    }

    @Test
    void waitsAsLongAsTheProviderAsksBeforeItTriesAgain() {
        int before = a.requests();
        a.follow((number, request) -> {
            if (number == before + 1) {
                request.answer(429, ERROR, "Retry-After: 1");
            } else {
                request.answer(200, ANSWER);
            }
        });
        Instant begun = Instant.now();
        assertServedBy(chat("retried"), "retried/vllm");
        assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofMillis(990));
    }

    @Test
    void doesNotMakeTheCallerWaitForLong() {
        int before = a.requests();
        a.follow((number, request) -> request.answer(429, ERROR, "Retry-After: 77"));
        HttpResponse<String> answer = chat("retried");
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("77");
        assertThat(a.requests()).isEqualTo(before + 1);
    }

    @Test
    void doesNotTryAgainWhoWasTooSlow() {
        int before = a.requests();
        a.follow((number, request) -> request.awaitHangUp());
        HttpResponse<String> answer = chat("slow");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(attempts(answer)).containsExactly("slow/vllm - first_byte_timeout");
        assertThat(a.requests()).isEqualTo(before + 1);
    }

    @Test
    void leavesAProviderAloneThatFailsTooOften() {
        a.follow((number, request) -> request.answer(500, ERROR));
        for (int i = 0; i < 4; i++) {
            assertThat(attempts(chat("fragile"))).containsExactly("fragile/vllm 500 status");
        }
        int before = a.requests();
        a.follow((number, request) -> request.answer(200, ANSWER));
        HttpResponse<String> spared = chat("fragile");
        assertThat(spared.statusCode()).isEqualTo(503);
        assertThat(spared.headers().firstValue("Retry-After"))
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 4));
        assertThat(spared.body()).contains("circuit_open");
        assertThat(a.requests()).isEqualTo(before);
        assertThat(light("fragile")).isEqualTo("red");
        JsonNode record = Records.of(caller, spared);
        assertThat(Records.attempts(record)).containsExactly("fragile/vllm - circuit_open");
        assertThat(record.path("tokens").path("total").asLong()).isZero();
        Records.await("the circuit to close", () -> chat("fragile").statusCode() == 200);
        assertThat(light("fragile")).isEqualTo("green");
    }

    @Test
    void asksProvidersWhetherTheyAreWell() {
        c.follow((number, request) -> {
            boolean check = request.header(":start").startsWith("GET /health ");
            request.answer(check ? 503 : 200, check ? ERROR : ANSWER);
        });
        Records.await("a yellow light", () -> light("checked").equals("yellow"));
        assertServedBy(chat("checked"), "checked/vllm-2");
        c.follow((number, request) -> request.answer(200, ANSWER));
        Records.await("a green light", () -> light("checked").equals("green"));
        assertServedBy(chat("checked"), "checked/vllm");
    }

    @Test
    void fallsBackToAnotherModelAtItsOwnPrice() {
        a.follow((number, request) -> request.answer(500, ERROR));
        HttpResponse<String> answer = chat("main");
        assertServedBy(answer, "spare/vllm");
        assertThat(answer.headers().firstValue("x-grammage-fallback-from")).contains("main");
        JsonNode body = JsonMapper.shared().readTree(answer.body());
        assertThat(body.path("model").asString()).isEqualTo("spare");
        JsonNode record = Records.of(caller, answer);
        assertThat(record.path("model").asString()).isEqualTo("spare");
        assertThat(record.path("requested_model").asString()).isEqualTo("main");
        assertThat(record.path("cost").decimalValue()).isEqualByComparingTo(new BigDecimal("0.00005"));
        assertThat(Records.attempts(record)).containsExactly("main/vllm 500 status");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"Too long.\",\"code\":\"context_length_exceeded\"}}",
                "{\"object\":\"error\",\"message\":\"This model's maximum context length is 10 tokens.\",\"code\":400}"
            })
    void fallsBackWhenThePromptIsTooLong(String error) {
        a.follow((number, request) -> request.answer(400, error));
        HttpResponse<String> answer = chat("main");
        assertServedBy(answer, "spare/vllm");
        assertThat(attempts(answer)).containsExactly("main/vllm 400 context_length_exceeded");
        HttpResponse<String> without = chat("passing");
        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(without.body()).isEqualTo(error);
    }

    @Test
    void keepsCallsWaitingForAPlace() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch arrived = holdBack(release);
        CompletableFuture<HttpResponse<String>> first = caller.postLater(Caller.CHAT, Caller.chat("narrow", "1"));
        arrived.await();
        int before = a.requests();
        CompletableFuture<HttpResponse<String>> second = caller.postLater(Caller.CHAT, Caller.chat("narrow", "2"));
        Records.await("a yellow light", () -> light("narrow").equals("yellow"));
        HttpResponse<String> third = chat("narrow");
        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).contains("1");
        assertThat(attempts(third)).containsExactly("narrow/vllm - queue_full");
        assertThat(a.requests()).as("who waits is not sent").isEqualTo(before);
        release.countDown();
        assertServedBy(first.get(), "narrow/vllm");
        assertServedBy(second.get(), "narrow/vllm");
    }

    @Test
    void doesNotKeepCallsWaitingForLong() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch arrived = holdBack(release);
        CompletableFuture<HttpResponse<String>> first = caller.postLater(Caller.CHAT, Caller.chat("impatient", "1"));
        arrived.await();
        assertThat(attempts(chat("impatient"))).containsExactly("impatient/vllm - queue_timeout");
        release.countDown();
        assertServedBy(first.get(), "impatient/vllm");
        assertServedBy(chat("impatient"), "impatient/vllm");
    }

    /** Has the first provider answer only once it is released; what is returned tells that a request has arrived. */
    private CountDownLatch holdBack(CountDownLatch release) {
        CountDownLatch arrived = new CountDownLatch(1);
        a.follow((number, request) -> {
            arrived.countDown();
            release.await();
            request.answer(200, ANSWER);
        });
        return arrived;
    }

    private HttpResponse<String> chat(String model) {
        return caller.post(Caller.CHAT, Caller.chat(model, "hello"));
    }

    private static String streamed(String model) {
        String chat = Caller.chat(model, "hello");
        return chat.substring(0, chat.length() - 1) + ",\"stream\":true}";
    }

    private static void stream(FaultyUpstream.Request request) throws java.io.IOException {
        request.beginStream();
        request.send("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n\n");
        request.send(
                "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}\n\n");
        request.send("data: [DONE]\n\n");
        request.endStream();
    }

    private java.util.List<String> attempts(HttpResponse<String> answer) {
        return Records.attempts(Records.of(caller, answer));
    }

    private static void assertServedBy(HttpResponse<String> answer, String provider) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-grammage-provider")).contains(provider);
    }

    private String light(String model) {
        for (JsonNode each : caller.json("/health/models")) {
            if (each.path("id").asString().equals(model)) {
                return each.path("status").asString();
            }
        }
        throw new IllegalStateException("no model " + model);
    }
}
