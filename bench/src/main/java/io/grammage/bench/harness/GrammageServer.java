package io.grammage.bench.harness;

import io.grammage.bench.harness.ServerProcess.ServerPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The product, started by its launcher as anybody would, with a key, a price and a model of known size, so that every call
 * is authenticated, priced, weighed and recorded.
 */
final class GrammageServer {
    /** As it stands in the table. */
    static final String NAME = "grammage";

    /** The public name of the model: another than the upstream's, so that it has to be replaced both ways. */
    static final String MODEL = "bench-chat";

    private GrammageServer() {}

    static ServerPort port() throws IOException {
        return ServerPort.free(Duration.ofMinutes(5));
    }

    /** Where the ledger is, below the harness's own directory. */
    static Path data(Path directory) {
        return directory.resolve("data");
    }

    static Running start(Path launcher, Path directory, String durability, ServerPort port, ServerPort upstream)
            throws IOException, InterruptedException {
        Path configuration = Files.writeString(directory.resolve("config.yml"), configuration(durability, upstream));
        byte[] bits = new byte[32];
        new SecureRandom().nextBytes(bits);
        String key = "sk-" + HexFormat.of().formatHex(bits);
        List<String> command = List.of(
                launcher.toString(),
                "serve",
                "--config",
                configuration.toString(),
                "--data",
                data(directory).toString(),
                "--port",
                String.valueOf(port.number()));
        ServerProcess process = ServerProcess.start(
                NAME, command, Map.of("GRAMMAGE_BOOTSTRAP_KEY", key), directory.resolve("grammage.log"), port);
        Contestant contestant = new Contestant(
                NAME,
                URI.create("http://" + port.address()),
                Map.of("Authorization", "Bearer " + key),
                MODEL,
                process.handle());
        return new Running(process, contestant);
    }

    static String configuration(String durability, ServerPort upstream) {
        return """
                models:
                  - name: %s
                    type: text-generation
                    prices: {input: 1.20, cached_input: 0.60, output: 4.80}
                    providers:
                      - type: openai
                        url: http://%s
                        key: sk-not-checked-by-the-upstream
                        model_name: %s
                        zone: WOR
                        total_params: 235..400
                        active_params: 22..40
                ledger:
                  durability: %s
                """.formatted(MODEL, upstream.address(), UpstreamServer.MODEL, durability);
    }

    /** The process, and how to reach it. */
    record Running(ServerProcess process, Contestant contestant) {}
}
