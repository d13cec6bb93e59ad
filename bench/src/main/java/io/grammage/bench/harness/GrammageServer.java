package io.grammage.bench.harness;

import io.grammage.bench.harness.ServerProcess.ServerPort;
import io.grammage.bench.upstream.AnswerKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The product, started by its launcher as anybody would, with a key, a price and a model of known size for each kind of
 * answer, so that every call is authenticated, priced, weighed and recorded.
 */
enum GrammageServer {
    /** Records are durable before the answer's last byte goes out. */
    BEFORE_RESPONSE("grammage", "before_response", null),
    /** Records are durable soon after. */
    ASYNC("grammage-async", "async", null),
    /** The first, as an earlier build has it. */
    EARLIER("before", "before_response", BEFORE_RESPONSE),
    /** The second, as an earlier build has it. */
    EARLIER_ASYNC("before-async", "async", ASYNC);

    private final String title;
    private final String durability;
    private final @Nullable GrammageServer successor;

    GrammageServer(String title, String durability, @Nullable GrammageServer successor) {
        this.title = title;
        this.durability = durability;
        this.successor = successor;
    }

    /** As it stands in the table. */
    String title() {
        return title;
    }

    /** The same of the build that is measured; nothing if it is of that build itself. */
    Optional<GrammageServer> successor() {
        return Optional.ofNullable(successor);
    }

    /**
     * Starts it with an empty data directory below the one given.
     *
     * @param more variables of its environment
     */
    Started start(Path launcher, Path parent, ServerPort upstream, Map<String, String> more)
            throws IOException, InterruptedException {
        Path directory = Files.createDirectories(parent.resolve(title));
        Path data = directory.resolve("data");
        Path configuration = Files.writeString(directory.resolve("config.yml"), configuration(upstream));
        ServerPort port = ServerPort.free(Duration.ofMinutes(5));
        byte[] bits = new byte[32];
        new SecureRandom().nextBytes(bits);
        String key = "sk-" + HexFormat.of().formatHex(bits);
        List<String> command = List.of(
                launcher.toString(),
                "serve",
                "--config",
                configuration.toString(),
                "--data",
                data.toString(),
                "--port",
                String.valueOf(port.number()));
        Map<String, String> environment = new HashMap<>(more);
        environment.put("GRAMMAGE_BOOTSTRAP_KEY", key);
        ServerProcess process = ServerProcess.start(title, command, environment, directory.resolve("log"), port);
        Contestant contestant = new Contestant(
                title,
                kind -> new Way(
                        URI.create("http://" + port.address() + Way.CHAT),
                        Map.of("Authorization", "Bearer " + key),
                        model(kind)),
                process.handle(),
                data.resolve("grammage.db"));
        return new Started(process, contestant);
    }

    /** The public name of a model: another than the upstream's, so that it has to be replaced both ways. */
    private static String model(AnswerKind kind) {
        return "bench" + kind.prefix().replace('/', '-');
    }

    private String configuration(ServerPort upstream) {
        String models = Stream.of(AnswerKind.values())
                .map(kind -> """
                          - name: %s
                            type: text-generation
                            prices: {input: 1.20, cached_input: 0.60, output: 4.80}
                            providers:
                              - type: openai
                                url: http://%s%s
                                key: sk-not-checked-by-the-upstream
                                model_name: %s
                                zone: WOR
                                total_params: 235..400
                                active_params: 22..40
                        """.formatted(model(kind), upstream.address(), kind.prefix(), UpstreamServer.MODEL))
                .collect(Collectors.joining());
        return "models:\n" + models + "ledger:\n  durability: " + durability + "\n";
    }
}
