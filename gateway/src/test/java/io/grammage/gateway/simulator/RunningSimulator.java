package io.grammage.gateway.simulator;

import io.grammage.gateway.kernel.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** A simulator on a free port, and a client that talks to it as a stranger would. */
final class RunningSimulator implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final SimulatorServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RunningSimulator(SimulatorOptions options) {
        this(options, Clock.system());
    }

    RunningSimulator(SimulatorOptions options, Clock clock) {
        server = done(SimulatorServer.start(vertx, options, clock));
    }

    SimulatorLog log() {
        return server.log();
    }

    int port() {
        return server.port();
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofMillis(RawAnswer.PATIENCE_MILLIS));
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    HttpResponse<byte[]> post(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest request = request(path, headers)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofByteArray());
    }

    HttpClient client() {
        return client;
    }

    /** The JSON of an answer that is expected to be a success. */
    JsonNode json(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = post(path, body, headers);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + text(response));
        }
        return Json.MAPPER.readTree(response.body());
    }

    /** The data of the events of a stream with plain framing. */
    List<String> events(String path, String body, String... headers) throws IOException, InterruptedException {
        return events(text(post(path, body, headers)));
    }

    static List<String> events(String stream) {
        List<String> events = new ArrayList<>();
        for (String block : stream.split("\n\n", -1)) {
            if (block.startsWith("data: ")) {
                events.add(block.substring("data: ".length()));
            }
        }
        return events;
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Waits until the condition holds; fails after a minute. */
    static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < RawAnswer.PATIENCE_MILLIS; i += 5) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(5);
        }
        throw new AssertionError("condition not met within a minute");
    }

    @Override
    public void close() {
        client.shutdownNow();
        done(server.close());
        done(vertx.close());
    }

    /** The result of the future; fails after a minute. */
    static <T> T done(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(RawAnswer.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }
}
