package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Callers that send slowly, or nothing, hold neither connections nor memory for long; those that only wait are left alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowCallersIT {
    private static final int BODY_MAX = 1 << 20;

    private ProductProcess gateway;
    private Caller caller;

    @BeforeAll
    void start(@TempDir Path directory) {
        Path config = Product.config(directory, """
                server: {request_timeout: 1s, idle_timeout: 1s, max_body: 1MiB, request_memory: 1MiB}
                models:
                  - {name: m, type: text-generation, providers: [{type: simulator, model_name: u}]}
                """);
        gateway = Product.serve(directory.resolve("data"), config);
        caller = new Caller(gateway.baseUrl(), Product.KEY);
    }

    @AfterAll
    void stop() {
        caller.close();
        gateway.close();
        assertThat(gateway.output()).doesNotContain("Exception");
    }

    @Test
    void aBodyThatStopsIsRefusedAndItsMemoryGivenBack() {
        // As large as all memory for requests together: this fits only if nobody else holds any.
        String body = "{" + " ".repeat(BODY_MAX - 200) + Caller.chat("m", "x").substring(1);
        String large = RawCaller.chatHead("Content-Length: " + body.length() + "\r\n") + body;
        try (RawCaller slow = new RawCaller(gateway.baseUrl());
                RawCaller next = new RawCaller(gateway.baseUrl())) {
            slow.send(RawCaller.chatHead("Content-Length: " + BODY_MAX + "\r\n") + "x".repeat(BODY_MAX * 2 / 3));
            assertThat(slow.line()).startsWith("HTTP/1.1 408 ");
            // The connection of the refused caller is still open: it is the refusal that gives the memory back.
            next.send(large);
            assertThat(next.line()).isEqualTo("HTTP/1.1 200 OK");

            String refusal = slow.untilClosed();
            assertThat(refusal)
                    .containsIgnoringCase("connection: close\r\n")
                    .contains("\"code\":\"request_timeout\"", "did not arrive whole within 1 s");
            String served = idOf(next.untilClosed());
            assertThat(caller.record(served).path("status").asInt()).isEqualTo(200);
            assertThat(caller.allRecords())
                    .extracting(record -> record.path("id").asString())
                    .doesNotContain(idOf(refusal));
        }
        // A call that was served gives back what it took, too.
        try (RawCaller last = new RawCaller(gateway.baseUrl())) {
            last.send(large);
            assertThat(last.line()).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    private static String idOf(String answer) {
        return answer.replaceAll("(?s).*x-request-id: (\\S+).*", "$1");
    }

    @Test
    void aBodyThatNeverStopsIsRefusedToo() throws InterruptedException {
        try (RawCaller slow = new RawCaller(gateway.baseUrl())) {
            slow.send(RawCaller.chatHead("Transfer-Encoding: chunked\r\n"));
            CountDownLatch closed = new CountDownLatch(1);
            Thread dripping = Thread.ofVirtual().start(() -> drip(slow, "1\r\nx\r\n", closed));

            assertThat(slow.untilClosed()).startsWith("HTTP/1.1 408 ");
            closed.countDown();
            dripping.join();
        }
    }

    /** A little every now and then until the connection is closed. */
    private static void drip(RawCaller slow, String drop, CountDownLatch closed) {
        try {
            while (!closed.await(100, TimeUnit.MILLISECONDS)) {
                slow.send(drop);
            }
        } catch (UncheckedIOException e) {
            // The gateway has had enough, which is what the test is about.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRefusalDoesNotWaitForASlowBody() {
        try (RawCaller slow = new RawCaller(gateway.baseUrl())) {
            slow.send("POST " + Caller.CHAT + " HTTP/1.1\r\nHost: gateway\r\nContent-Length: 10\r\n\r\nabc");

            assertThat(slow.untilClosed()).startsWith("HTTP/1.1 401 ").containsIgnoringCase("connection: close");
        }
    }

    @Test
    void connectionsWithoutARequestAreClosed() {
        try (RawCaller silent = new RawCaller(gateway.baseUrl());
                RawCaller begun = new RawCaller(gateway.baseUrl());
                RawCaller used = new RawCaller(gateway.baseUrl())) {
            begun.send("POST " + Caller.CHAT + " HTTP/1.1\r\nHos");
            used.send("GET /health HTTP/1.1\r\nHost: gateway\r\n\r\n");

            assertThat(silent.untilClosed()).isEmpty();
            assertThat(begun.untilClosed()).isEmpty();
            assertThat(used.untilClosed()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aHeadThatNeverEndsIsCutHoweverItDrips() throws InterruptedException {
        try (RawCaller slow = new RawCaller(gateway.baseUrl())) {
            slow.send("GET /health HTTP/1.1\r\nX-Long: ");
            CountDownLatch closed = new CountDownLatch(1);
            Thread dripping = Thread.ofVirtual().start(() -> drip(slow, "x", closed));

            assertThat(slow.untilClosed()).isEmpty();
            closed.countDown();
            dripping.join();
        }
    }

    @Test
    void callersThatWaitForAQuietProviderAreNotCut() {
        String stream = Caller.chat("m", "think").replace("{\"model\"", "{\"stream\":true,\"model\"");
        HttpResponse<String> streamed = caller.post(
                Caller.CHAT,
                stream,
                "x-simulator-ttft-ms",
                "1200",
                "x-simulator-tokens-per-second",
                "0.4",
                "x-simulator-output-tokens",
                "2");
        assertThat(streamed.statusCode()).as(streamed.body()).isEqualTo(200);
        assertThat(streamed.body()).endsWith("data: [DONE]\n\n");
    }
}
