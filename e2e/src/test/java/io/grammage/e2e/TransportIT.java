package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code server.transport: io_uring}, where the machine allows it and where not. */
class TransportIT {
    private static final String REFUSAL = "server.transport: io_uring is not to be had here; auto works everywhere";

    @TempDir
    Path directory;

    private ProductProcess serve(Map<String, String> more) {
        Path config = Product.config(directory, """
                server: {transport: io_uring}
                models:
                  - name: m
                    type: text-generation
                    providers: [{type: simulator, model_name: m}]
                """);
        Map<String, String> environment = new HashMap<>(more);
        environment.put("GRAMMAGE_BOOTSTRAP_KEY", Product.KEY);
        return ProductProcess.start(
                environment,
                "serve",
                "--port",
                "0",
                "--data",
                directory.resolve("data").toString(),
                "--config",
                config.toString());
    }

    @Test
    void servesOverIoUringOrSaysThatTheMachineHasNone() {
        try (ProductProcess gateway = serve(Map.of())) {
            gateway.awaitLine(0, "istening on", REFUSAL);
            if (gateway.output().contains(REFUSAL)) {
                assertThat(gateway.await()).isEqualTo(1);
                return;
            }
            try (Caller caller = new Caller(gateway.baseUrl(), Product.KEY)) {
                String request = Caller.chat("m", "over the ring");
                assertThat(caller.post(Caller.CHAT, request).statusCode()).isEqualTo(200);
                String streamed = request.replaceFirst("\\{", "{\"stream\":true,");
                assertThat(caller.post(Caller.CHAT, streamed).body()).endsWith("data: [DONE]\n\n");
            }
        }
    }

    @Test
    void saysThatThereIsNoIoUring() {
        try (ProductProcess gateway = serve(Map.of("JAVA_TOOL_OPTIONS", "-Dio.netty.transport.noNative=true"))) {
            assertThat(gateway.await()).isEqualTo(1);
            assertThat(gateway.output()).contains(REFUSAL);
        }
    }
}
