package io.grammage.gateway.ledger.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Another process that runs a main class of the tests, to be killed. */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private int taken;
    private boolean ended;

    private ChildJvm(Process process) {
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
        return start(List.of(), main, arguments);
    }

    /** Starts it behind a prefix, such as a shell that sets limits. */
    public static ChildJvm start(List<String> prefix, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    public long pid() {
        return process.pid();
    }

    /** Waits until it prints a line that begins so. */
    public synchronized void awaitLine(String start) throws InterruptedException {
        int seen = 0;
        while (true) {
            while (seen < lines.size()) {
                if (lines.get(seen).startsWith(start)) {
                    return;
                }
                seen++;
            }
            if (ended) {
                throw new AssertionError("no line that begins with " + start + " in " + lines);
            }
            wait();
        }
    }

    /** Kills it with SIGKILL, and waits until it is gone. */
    public void kill() throws InterruptedException {
        // Not through the process itself, which would close its output, read or not.
        process.toHandle().destroyForcibly();
        process.waitFor();
        reader.join();
    }

    /** The next line it prints, or null when it has ended. */
    public synchronized @Nullable String readLine() throws InterruptedException {
        while (taken == lines.size() && !ended) {
            wait();
        }
        return taken < lines.size() ? lines.get(taken++) : null;
    }

    /** All that it has printed. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits until it ends by itself. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
