package io.grammage.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command of the packaged product, running as a process of its own. Both of its outputs are kept. */
final class ProductProcess implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("istening on (https?://\\S+)");
    private static final Duration START_MAX = Duration.ofMinutes(3);
    private static final Duration STOP_MAX = Duration.ofSeconds(20);

    private final Process process;
    private final List<String> output = new ArrayList<>();
    private final CompletableFuture<String> baseUrl = new CompletableFuture<>();

    private ProductProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().name("output").start(this::read);
    }

    /** Starts a command, for example {@code serve --port 0}. */
    static ProductProcess start(Map<String, String> environment, String... arguments) {
        Path home = Path.of(System.getProperty("grammage.home"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("grammage.jvm"), "bin", "java").toString(),
                "-Xms96m",
                "-Xmx224m",
                "-Xmn72m",
                "-XX:SurvivorRatio=3",
                "-XX:TargetSurvivorRatio=80",
                "-XX:MaxDirectMemorySize=160m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                home.resolve("gateway/target/grammage-gateway.jar") + ":" + home.resolve("gateway/target/lib") + "/*",
                "io.grammage.gateway.app.Main"));
        command.addAll(List.of(arguments));
        return start(environment, command);
    }

    /** Starts a command line. */
    static ProductProcess start(Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return new ProductProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
                Matcher matcher = LISTENS.matcher(line);
                if (matcher.find()) {
                    baseUrl.complete(matcher.group(1));
                }
            }
        } catch (IOException e) {
            add("output broke off: " + e);
        }
        baseUrl.completeExceptionally(new IllegalStateException("ended before it listened"));
    }

    private void add(String line) {
        synchronized (output) {
            output.add(line);
            output.notifyAll();
        }
    }

    /** How many lines it has written so far. */
    int lines() {
        synchronized (output) {
            return output.size();
        }
    }

    /** Waits for a line that contains one of the texts, among those after the first so many; how many there are up to it. */
    int awaitLine(int after, String... texts) {
        long deadline = System.nanoTime() + START_MAX.toNanos();
        synchronized (output) {
            for (int next = after; ; next++) {
                while (next >= output.size()) {
                    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                    if (left <= 0) {
                        throw new IllegalStateException(
                                "no line with " + List.of(texts) + "; its output:\n" + output());
                    }
                    try {
                        output.wait(left);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException(e);
                    }
                }
                if (Arrays.stream(texts).anyMatch(output.get(next)::contains)) {
                    return next + 1;
                }
            }
        }
    }

    /** Where it listens; waits until it does. */
    String baseUrl() {
        try {
            return baseUrl.get(START_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("not listening; its output:\n" + output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All that it has written so far. */
    String output() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits for a command that ends by itself; its exit code. */
    int await() {
        try {
            if (!process.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("still running; its output:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    /** Asks it to stop, as a service manager does. */
    void askToStop() {
        process.destroy();
    }

    /** Asks it to stop, as a service manager does, and waits. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("did not stop; its output:\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
