package io.grammage.bench.harness;

import io.grammage.bench.harness.ServerProcess.ServerPort;
import io.grammage.bench.upstream.UpstreamCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The upstream in a process of its own, so that its CPU is nobody else's. */
final class UpstreamServer {
    /** What the upstream calls its model. */
    static final String MODEL = "bench-upstream";

    private UpstreamServer() {}

    static ServerPort port() throws IOException {
        return ServerPort.free(Duration.ofSeconds(20));
    }

    static ServerProcess start(Path directory, ServerPort port) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                UpstreamCommand.class.getName(),
                "--port",
                String.valueOf(port.number()),
                "--model",
                MODEL,
                "--answer-bytes",
                String.valueOf(Lane.ANSWER_BYTES));
        return ServerProcess.start("upstream", command, Map.of(), directory.resolve("upstream.log"), port);
    }
}
