package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./grammage} as it is installed: without sources beside it. */
class LauncherIT {
    private static final String PREPARES = "preparing for quick starts";

    @TempDir
    Path directory;

    private Path home;
    private Path target;

    @BeforeEach
    void install() throws IOException {
        Path product = Path.of(System.getProperty("grammage.home"));
        home = Files.createDirectories(directory.resolve("a home"));
        target = Files.createDirectories(home.resolve("gateway/target"));
        Files.copy(product.resolve("grammage"), home.resolve("grammage"));
        assertThat(home.resolve("grammage").toFile().setExecutable(true)).isTrue();
        Files.createDirectories(home.resolve(".mvn"));
        Files.copy(product.resolve(".mvn/find-jdk.sh"), home.resolve(".mvn/find-jdk.sh"));
        Path built = product.resolve("gateway/target");
        Files.createSymbolicLink(target.resolve("grammage-gateway.jar"), built.resolve("grammage-gateway.jar"));
        Files.createSymbolicLink(target.resolve("lib"), built.resolve("lib"));
    }

    @Test
    void preparesForQuickStartsOnce() {
        assertThat(serveAndCall(Map.of())).contains(PREPARES).doesNotContain("that failed");
        assertThat(target.resolve("grammage.aot")).isNotEmptyFile();
        assertThat(target.toFile().list()).containsExactlyInAnyOrder("grammage-gateway.jar", "lib", "grammage.aot");

        assertThat(serveAndCall(Map.of())).doesNotContain(PREPARES).doesNotContainIgnoringCase("aot");
    }

    @Test
    void servesAllTheSameWhereThatFails() {
        // What makes the cache is a Java machine of its own, which this has end at once.
        Map<String, String> broken = Map.of("JDK_AOT_VM_OPTIONS", "-XX:+NoSuchOption");
        assertThat(serveAndCall(broken)).contains("going on without");
        assertThat(target.resolve("grammage.aot.failed")).content().contains("NoSuchOption");
        assertThat(serveAndCall(broken)).as("it is not tried at every start").doesNotContain(PREPARES);
    }

    private String serveAndCall(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("GRAMMAGE_BOOTSTRAP_KEY", Product.KEY);
        environment.put("JAVA_HOME", System.getProperty("grammage.jvm"));
        List<String> command = new ArrayList<>(List.of(
                home.resolve("grammage").toString(),
                "serve",
                "--port",
                "0",
                "--data",
                directory.resolve("data").toString()));
        try (ProductProcess gateway = ProductProcess.start(environment, command);
                Caller caller = new Caller(gateway.baseUrl(), Product.KEY)) {
            assertThat(caller.post(Caller.CHAT, Caller.chat("simulated-small", "Hi"))
                            .statusCode())
                    .isEqualTo(200);
            return gateway.output();
        }
    }
}
