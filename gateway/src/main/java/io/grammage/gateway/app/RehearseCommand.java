package io.grammage.gateway.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Starts the gateway on a data directory that is thrown away, has it serve calls of its own simulator, and ends: what a
 * Java machine has to see to make its ahead-of-time cache. The launcher runs it once.
 */
@Command(
        name = "rehearse",
        hidden = true,
        description = "Serves made-up calls for a moment and ends; the launcher's way to an ahead-of-time cache.")
final class RehearseCommand implements Callable<Integer> {
    private static final String KEY = "sk-rehearsal-0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Option(names = "--calls", defaultValue = "600", description = "Calls of each kind (default: ${DEFAULT-VALUE}).")
    private int calls;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("grammage-rehearsal");
        try (GatewayServer server = GatewayServer.start(
                        new ServeOptions(null, "127.0.0.1", 0, data),
                        name -> name.equals(Bootstrap.KEY_VARIABLE) ? KEY : null);
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            URI gateway = URI.create(server.url());
            for (int i = 0; i < calls; i++) {
                post(client, gateway, false);
                post(client, gateway, true);
            }
            for (String path : List.of("/health", "/health/ready", "/v1/models", "/v1/usage", "/openapi.json")) {
                send(client, HttpRequest.newBuilder(gateway.resolve(path)).GET());
            }
        } finally {
            delete(data);
        }
        return 0;
    }

    private static void post(HttpClient client, URI gateway, boolean stream) throws IOException, InterruptedException {
        String body = """
                {"model":"simulated-small","stream":%s,"max_tokens":16,"messages":[{"role":"user","content":"Rehearse."}]}
                """.formatted(stream);
        send(
                client,
                HttpRequest.newBuilder(gateway.resolve("/v1/chat/completions")).POST(BodyPublishers.ofString(body)));
    }

    private static void send(HttpClient client, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                request.header("Authorization", "Bearer " + KEY)
                        .timeout(PATIENCE)
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new StartException(
                    "The rehearsal failed: " + answer.request().uri() + " answered " + answer.statusCode() + " "
                            + answer.body(),
                    null);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
