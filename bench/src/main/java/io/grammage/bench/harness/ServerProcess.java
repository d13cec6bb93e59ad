package io.grammage.bench.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server started for a measurement, with its output in a file. It and all that it started are ended on {@link #close()},
 * or when this program ends, however that happens short of being killed.
 */
final class ServerProcess implements AutoCloseable {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final int LOG_LINES_SHOWN = 30;

    private final String name;
    private final Process process;
    private final Path log;

    private ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts a server and waits until its port takes connections. */
    static ServerProcess start(
            String name, List<String> command, Map<String, String> environment, Path log, ServerPort port)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        ServerProcess server = new ServerProcess(name, builder.start(), log);
        Runtime.getRuntime().addShutdownHook(new Thread(server::end));
        server.awaitPort(port);
        return server;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        List<ProcessHandle> all = tree();
        process.destroy();
        try {
            process.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private void end() {
        tree().forEach(ProcessHandle::destroyForcibly);
    }

    private List<ProcessHandle> tree() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    private void awaitPort(ServerPort port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + port.patience().toNanos();
        while (!takesConnections(port.number())) {
            if (!process.isAlive()) {
                throw new IOException(
                        name + " ended with " + process.exitValue() + " instead of listening:\n" + logEnd());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException(name + " does not listen after " + port.patience() + ":\n" + logEnd());
            }
            Thread.sleep(20);
        }
    }

    private String logEnd() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    }

    private static boolean takesConnections(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A port of the loopback address that a server is told to listen on.
     *
     * @param patience how long it may take until it does
     */
    record ServerPort(int number, Duration patience) {
        /** One that nothing listens on now. */
        static ServerPort free(Duration patience) throws IOException {
            try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return new ServerPort(probe.getLocalPort(), patience);
            }
        }

        String address() {
            return "127.0.0.1:" + number;
        }
    }
}
