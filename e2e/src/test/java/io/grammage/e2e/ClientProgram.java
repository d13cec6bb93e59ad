package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Clients in other languages: their libraries are installed once, pinned, and they say when all is well. */
final class ClientProgram {
    private ClientProgram() {}

    /** Runs a command, which must end well within five minutes; all that it writes. */
    static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    /** Whether what the pins ask for was installed before; {@link #installed} says so. */
    static boolean isInstalled(Path pins, Path directory) throws IOException {
        Path installed = directory.resolve(pins.getFileName());
        return Files.exists(installed) && Files.mismatch(installed, pins) == -1;
    }

    /** Notes that it is. */
    static void installed(Path pins, Path directory) throws IOException {
        Files.copy(pins, directory.resolve(pins.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
}
