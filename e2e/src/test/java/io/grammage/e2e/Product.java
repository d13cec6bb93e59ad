package io.grammage.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The commands of the product as tests use them, with a known key. */
final class Product {
    /** The key that a new data directory is given. */
    static final String KEY = "sk-e2e-0123456789abcdef0123456789abcdef";

    private Product() {}

    /** The gateway with the embedded default: the simulator's models. */
    static ProductProcess serve(Path data) {
        return ProductProcess.start(environment(), "serve", "--port", "0", "--data", data.toString());
    }

    /** The gateway with a configuration file. */
    static ProductProcess serve(Path data, Path config) {
        return ProductProcess.start(
                environment(), "serve", "--port", "0", "--data", data.toString(), "--config", config.toString());
    }

    /** The stand-alone simulator. */
    static ProductProcess simulate(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "simulate";
        arguments[1] = "--port";
        arguments[2] = "0";
        System.arraycopy(more, 0, arguments, 3, more.length);
        return ProductProcess.start(Map.of(), arguments);
    }

    /** A command that ends by itself. */
    static ProductProcess run(String... arguments) {
        return ProductProcess.start(environment(), arguments);
    }

    /** Writes a configuration file. */
    static Path config(Path directory, String yaml) {
        try {
            return Files.writeString(directory.resolve("config.yml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> environment() {
        return Map.of("GRAMMAGE_BOOTSTRAP_KEY", KEY, "OPENAI_API_KEY", "sk-upstream-marker-8c1d");
    }
}
