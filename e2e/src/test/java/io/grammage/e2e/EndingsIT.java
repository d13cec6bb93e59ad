package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Streams that do not come to their natural end: the caller leaves, or the gateway is asked to stop. */
@Timeout(120)
class EndingsIT {
    private static final String EVENT = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"four\"}}]}\n\n";
    private static final String USAGE =
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":222,\"total_tokens\":233}}\n\n";

    @TempDir
    Path directory;

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final FaultyUpstream upstream = new FaultyUpstream((number, request) -> {
        request.beginStream();
        for (int i = 0; i < 3; i++) {
            request.send(EVENT);
        }
        goOn.await();
        request.send(EVENT);
        request.send(USAGE);
        request.send("data: [DONE]\n\n");
        request.endStream();
    });

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void endsTheProvidersAnswerWhenTheCallerLeaves() throws Exception {
        upstream.follow((number, request) -> {
            request.beginStream();
            for (int i = 0; i < 3; i++) {
                request.send(EVENT);
            }
            request.awaitHangUp();
            hungUp.countDown();
        });
        try (ProductProcess gateway = serve("");
                Caller caller = new Caller(gateway.baseUrl(), Product.KEY)) {
            String id = leaveAfter(caller, 3);
            assertThat(hungUp.await(2, TimeUnit.SECONDS)).as("within 2 s").isTrue();
            JsonNode record = Records.of(caller, id);
            assertThat(record.path("outcome").asString()).isEqualTo("client_gone");
            assertThat(record.path("count_source").asString()).isEqualTo("estimated");
            assertThat(record.path("tokens").path("output").asLong()).isEqualTo(3);
            Records.await("connections to close", () -> upstream.connections() == 0);
            assertThat(caller.json("/health/ready").path("calls").toString())
                    .isEqualTo("{\"open\":0,\"request_bytes\":0}");
        }
        assertNothingLeft(1);
    }

    @Test
    void readsTheProvidersAnswerToItsEndWhereThatIsWanted() throws Exception {
        try (ProductProcess gateway = serve("on_client_disconnect: drain\n");
                Caller caller = new Caller(gateway.baseUrl(), Product.KEY)) {
            String id = leaveAfter(caller, 3);
            // Nothing outside tells that the gateway has noticed; until then the call is one like any other.
            TimeUnit.SECONDS.sleep(1);
            goOn.countDown();
            JsonNode record = Records.of(caller, id);
            assertThat(record.path("outcome").asString()).isEqualTo("client_gone");
            assertThat(record.path("count_source").asString()).isEqualTo("reported");
            assertThat(record.path("tokens").path("input").asLong()).isEqualTo(11);
            assertThat(record.path("tokens").path("output").asLong()).isEqualTo(222);
        }
        assertNothingLeft(1);
    }

    @Test
    void letsStreamsEndWhenItIsAskedToStop() throws Exception {
        ProductProcess gateway = serve("");
        try (Caller caller = new Caller(gateway.baseUrl(), Product.KEY);
                Caller late = new Caller(gateway.baseUrl(), Product.KEY)) {
            HttpResponse<InputStream> answer = caller.stream(Caller.CHAT, streamed());
            read(answer.body(), 3);
            gateway.askToStop();
            Records.await("new connections to be refused", () -> isRefused(late));
            goOn.countDown();
            String rest = new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(rest).contains("data: [DONE]");
            assertThat(gateway.await()).as(gateway.output()).isIn(0, 143);
        } finally {
            gateway.close();
        }
        assertNothingLeft(1);
    }

    @Test
    void breaksOffStreamsThatDoNotEndInTimeAndRecordsThem() throws Exception {
        ProductProcess gateway = serve("server: {drain_timeout: 200ms}\n");
        String id;
        try (Caller caller = new Caller(gateway.baseUrl(), Product.KEY)) {
            HttpResponse<InputStream> answer = caller.stream(Caller.CHAT, streamed());
            id = answer.headers().firstValue("x-request-id").orElseThrow();
            read(answer.body(), 3);
            gateway.askToStop();
            String rest = new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(rest).contains("shutting_down").doesNotContain("[DONE]");
            assertThat(gateway.await()).as(gateway.output()).isIn(0, 143);
        } finally {
            gateway.close();
        }
        assertNothingLeft(1);
        try (ProductProcess again = serve("");
                Caller caller = new Caller(again.baseUrl(), Product.KEY)) {
            JsonNode record = Records.of(caller, id);
            assertThat(record.path("outcome").asString()).isEqualTo("interrupted");
            assertThat(record.path("tokens").path("output").asLong()).isEqualTo(3);
            assertThat(Records.all(caller)).hasSize(1);
        }
    }

    private ProductProcess serve(String more) {
        return Product.serve(
                directory.resolve("data"), Product.config(directory, more + """
                models:
                  - name: m
                    type: text-generation
                    providers: [{type: vllm, url: %s, model_name: up}]
                """.formatted(upstream.url())));
    }

    private static String streamed() {
        String chat = Caller.chat("m", "hello");
        return chat.substring(0, chat.length() - 1) + ",\"stream\":true}";
    }

    /** Begins a stream, reads that many events, and hangs up; the id of the call. */
    private static String leaveAfter(Caller caller, int events) throws IOException {
        HttpResponse<InputStream> answer = caller.stream(Caller.CHAT, streamed());
        try (InputStream body = answer.body()) {
            read(body, events);
        }
        return answer.headers().firstValue("x-request-id").orElseThrow();
    }

    private static void read(InputStream body, int events) throws IOException {
        for (int blank = 0, last = 0; blank < events; ) {
            int next = body.read();
            assertThat(next).as("the stream goes on").isNotNegative();
            blank += next == '\n' && last == '\n' ? 1 : 0;
            last = next;
        }
    }

    private static boolean isRefused(Caller caller) {
        try {
            caller.get("/health");
            return false;
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    private void assertNothingLeft(int records) {
        assertThat(verified()).contains("no difference").contains(Integer.toString(records));
        assertThat(directory.resolve("data").resolve("journal").toFile().list())
                .as("two spare segments, and nothing to drain")
                .hasSizeLessThanOrEqualTo(3);
    }

    private String verified() {
        try (ProductProcess verify = Product.run(
                "ledger", "verify", "--data", directory.resolve("data").toString())) {
            assertThat(verify.await()).as(verify.output()).isZero();
            return verify.output();
        }
    }
}
