package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Callers that hardly read, and providers that hardly write: the gateway keeps neither the one's answers nor the other's
 * silence in memory, and everybody else is served. {@code -Dgrammage.slow.streams=500} sets how many of each.
 */
@Timeout(300)
class SlowStreamsIT {
    private static final int STREAMS = Integer.getInteger("grammage.slow.streams", 60);
    private static final int SECONDS = Integer.getInteger("grammage.slow.seconds", 4);
    private static final int READ_BYTES = 1_024;
    private static final long GROWTH_MAX_MIB = 40;
    private static final String PIECE = "Q".repeat(4_000);
    private static final int PIECES = 4_000;
    private static final String EVENT =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "x".repeat(4_000) + "\"}}]}\n\n";

    @TempDir
    Path directory;

    private final CountDownLatch begun = new CountDownLatch(2 * STREAMS);
    private final LongAdder pushed = new LongAdder();
    private final FaultyUpstream upstream = new FaultyUpstream((number, request) -> {
        if (request.body().contains("\"quick\"")) {
            request.answer(
                    200,
                    "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"Hi\"}}],"
                            + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}");
            return;
        }
        if (request.body().contains("\"whole\"")) {
            answerWhole(request);
            return;
        }
        request.beginStream();
        request.send(EVENT);
        begun.countDown();
        if (request.body().contains("\"idle\"")) {
            request.awaitHangUp();
            return;
        }
        while (true) {
            request.send(EVENT);
            pushed.add(EVENT.length());
        }
    });

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void slowReadersAndIdleStreamsCostNobodyElseAnything() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try (ProductProcess gateway = Product.serve(
                        directory.resolve("data"), Product.config(directory, """
                        models:
                          - name: slow
                            type: text-generation
                            providers: [{type: vllm, url: %1$s, model_name: up, timeouts: {idle: 1s}}]
                          - name: idle
                            type: text-generation
                            providers: [{type: vllm, url: %1$s, model_name: up, timeouts: {idle: 10m}}]
                        """.formatted(upstream.url())));
                Caller caller = new Caller(gateway.baseUrl(), Product.KEY);
                ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
                // Closed before the readers are waited for, whatever happens.
                Closeable _ = () -> closeAll(sockets)) {
            for (int i = 0; i < STREAMS; i++) {
                Socket slow = open(gateway.baseUrl(), "slow", true);
                sockets.add(slow);
                sockets.add(open(gateway.baseUrl(), "idle", true));
                readers.execute(() -> readSlowly(slow));
            }
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            quickCalls(caller, 200);
            TimeUnit.SECONDS.sleep(1);
            long before = rssMib(gateway.pid());
            long pushedBefore = pushed.sum();
            for (int second = 0; second < SECONDS; second++) {
                quickCalls(caller, 50);
                TimeUnit.SECONDS.sleep(1);
            }
            long after = rssMib(gateway.pid());
            long pushedMeanwhile = pushed.sum() - pushedBefore;
            System.out.println(STREAMS + " slow and " + STREAMS + " idle streams for " + SECONDS + " s: RSS " + before
                    + " MiB, then " + after + " MiB; providers pushed " + (pushedMeanwhile >> 10) + " KiB meanwhile");
            assertThat(after).as("RSS in MiB").isLessThan(before + GROWTH_MAX_MIB);
            assertThat(caller.json("/health/ready").path("calls").path("open").asInt())
                    .isEqualTo(2 * STREAMS);
            closeAll(sockets);
            Records.await(
                    "calls to end",
                    () -> caller.json("/health/ready")
                            .path("calls")
                            .toString()
                            .equals("{\"open\":0,\"request_bytes\":0}"));
            Records.await(
                    "records",
                    () -> Records.all(caller).stream()
                                    .filter(record ->
                                            record.path("outcome").asString().equals("client_gone"))
                                    .count()
                            == 2L * STREAMS);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallerThatCatchesUpHasTheWholeAnswer(boolean stream) throws Exception {
        try (ProductProcess gateway = Product.serve(
                        directory.resolve("data"), Product.config(directory, """
                        models:
                          - name: whole
                            type: text-generation
                            providers: [{type: vllm, url: %s, model_name: up, timeouts: {idle: 1s}}]
                        """.formatted(upstream.url())));
                Caller caller = new Caller(gateway.baseUrl(), Product.KEY);
                Socket socket = open(gateway.baseUrl(), "whole", stream)) {
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            // Longer than the provider may be silent: it is not the provider who waits.
            TimeUnit.MILLISECONDS.sleep(1_500);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer.chars().filter(c -> c == 'Q').count()).isEqualTo((long) PIECES * PIECE.length());
            Records.await(
                    "record",
                    () -> Records.all(caller).stream()
                            .anyMatch(
                                    record -> record.path("outcome").asString().equals("completed")));
        }
    }

    /** Some megabytes: more than systems keep for a connection. */
    private static void answerWhole(FaultyUpstream.Request request) throws IOException {
        if (!request.body().contains("\"stream\":true")) {
            request.answer(
                    200,
                    "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"" + PIECE.repeat(PIECES) + "\"}}],"
                            + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}");
            return;
        }
        request.beginStream();
        for (int i = 0; i < PIECES; i++) {
            request.send("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + PIECE + "\"}}]}\n\n");
        }
        request.send("data: [DONE]\n\n");
        request.endStream();
    }

    private static void closeAll(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static void quickCalls(Caller caller, int count) {
        for (int i = 0; i < count; i++) {
            HttpResponse<String> answer =
                    caller.post(Caller.CHAT, Caller.chat("idle", "a").replace("}]}", "}],\"user\":\"quick\"}"));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private static Socket open(String baseUrl, String kind, boolean stream) throws IOException {
        URI uri = URI.create(baseUrl);
        Socket socket = new Socket();
        // What the system keeps for the reader is the system's, and would only delay what is to be shown.
        socket.setReceiveBufferSize(4_096);
        socket.connect(new java.net.InetSocketAddress(uri.getHost(), uri.getPort()));
        String chat = Caller.chat(kind, "a");
        String body = chat.substring(0, chat.length() - 1) + ",\"stream\":" + stream + ",\"user\":\"" + kind + "\"}";
        socket.getOutputStream()
                .write(("POST " + Caller.CHAT + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Product.KEY
                                + "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length() + "\r\n\r\n"
                                + body)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void readSlowly(Socket socket) {
        byte[] piece = new byte[READ_BYTES];
        try {
            InputStream in = socket.getInputStream();
            while (in.readNBytes(piece, 0, READ_BYTES) == READ_BYTES) {
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (IOException e) {
            // The test has closed the socket.
            assertThat(socket.isClosed()).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long rssMib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
                .findFirst()
                .orElseThrow();
    }
}
