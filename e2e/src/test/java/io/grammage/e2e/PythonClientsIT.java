package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
            String output = ClientProgram.run(List.of(
                    environment.resolve("bin/python").toString(),
                    SOURCES.resolve("clients.py").toString(),
                    gateway.baseUrl() + "/v1",
                    Product.KEY));
            assertThat(output).endsWith("all checks passed\n");
        }
    }

    private static void install(Path environment) throws IOException, InterruptedException {
        Path requirements = SOURCES.resolve("requirements.txt");
        if (ClientProgram.isInstalled(requirements, environment)) {
            return;
        }
        ClientProgram.run(List.of("python3", "-m", "venv", environment.toString()));
        ClientProgram.run(
                List.of(environment.resolve("bin/pip").toString(), "install", "-q", "-r", requirements.toString()));
        ClientProgram.installed(requirements, environment);
    }
}
