package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official Python client and LangChain, unmodified. Installs both, pinned, into a virtual environment under
 * {@code target} unless they are there.
 */
@Tag("clients")
class PythonClientsIT {
    private static final Path SOURCES = Path.of("src/test/python");

    @TempDir
    Path data;

    @Test
    void clientsWorkUnmodified() throws Exception {
        Path environment = Path.of(System.getProperty("grammage.python"));
        install(environment);
        try (ProductProcess gateway = Product.serve(data)) {
            String output = run(List.of(
                    environment.resolve("bin/python").toString(),
                    SOURCES.resolve("clients.py").toString(),
                    gateway.baseUrl() + "/v1",
                    Product.KEY));
            assertThat(output).endsWith("all checks passed\n");
        }
    }

    private static void install(Path environment) throws IOException, InterruptedException {
        Path requirements = SOURCES.resolve("requirements.txt");
        Path installed = environment.resolve("requirements.txt");
        if (Files.exists(installed) && Files.mismatch(installed, requirements) == -1) {
            return;
        }
        run(List.of("python3", "-m", "venv", environment.toString()));
        run(List.of(environment.resolve("bin/pip").toString(), "install", "-q", "-r", requirements.toString()));
        Files.copy(requirements, installed);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
