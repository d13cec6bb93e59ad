package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scaleway's SDK, unmodified. Installed, pinned, under {@code target} unless it is there. */
@Tag("clients")
class NodeClientsIT {
    private static final Path SOURCES = Path.of("src/test/node");

    @TempDir
    Path data;

    @Test
    void listsConsumptionAndInvoices() throws Exception {
        Path directory = Path.of(System.getProperty("grammage.node"));
        install(directory);
        try (ProductProcess gateway = Product.serve(data)) {
            String output = ClientProgram.run(
                    List.of("node", directory.resolve("billing.mjs").toString(), gateway.baseUrl(), Product.KEY));
            assertThat(output).endsWith("all checks passed\n");
        }
    }

    private static void install(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        // A module looks for others beside itself.
        ClientProgram.installed(SOURCES.resolve("billing.mjs"), directory);
        Path lock = SOURCES.resolve("package-lock.json");
        // What npm writes when it is done.
        boolean complete = Files.exists(directory.resolve("node_modules/.package-lock.json"));
        if (complete && ClientProgram.isInstalled(lock, directory)) {
            return;
        }
        ClientProgram.installed(SOURCES.resolve("package.json"), directory);
        ClientProgram.installed(lock, directory);
        ClientProgram.run(
                List.of("npm", "--prefix", directory.toString(), "ci", "--silent", "--no-audit", "--no-fund"));
    }
}
