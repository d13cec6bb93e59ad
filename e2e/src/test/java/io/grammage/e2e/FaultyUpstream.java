package io.grammage.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An upstream over plain sockets that does with each request what its script says, also what no server would do. */
final class FaultyUpstream implements AutoCloseable {
    /** What is done with a request; the first has number 1. */
    interface Script {
        void handle(int number, Request request) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Request> received = new CopyOnWriteArrayList<>();
    private volatile Script script;

    FaultyUpstream(Script script) {
        this.script = script;
        try {
            server = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** One request, and the connection that it came on. */
    static final class Request {
        private final Socket socket;
        private final Map<String, String> headers;
        private final byte[] body;
        private boolean ended;

        private Request(Socket socket, Map<String, String> headers, byte[] body) {
            this.socket = socket;
            this.headers = headers;
            this.body = body;
        }

        /** A header, by its name in any case; empty without it. */
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        String body() {
            return new String(body, UTF_8);
        }

        /** Answers as a whole. */
        void answer(int status, String json, String... headers) throws IOException {
            byte[] bytes = json.getBytes(UTF_8);
            head(
                    status,
                    "Content-Type: application/json",
                    "Content-Length: " + bytes.length,
                    String.join("\r\n", headers));
            out().write(bytes);
            out().flush();
        }

        /** Begins a stream of events. */
        void beginStream() throws IOException {
            head(200, "Content-Type: text/event-stream", "Transfer-Encoding: chunked");
            out().flush();
        }

        /** Sends a piece of a stream. */
        void send(String text) throws IOException {
            byte[] bytes = text.getBytes(UTF_8);
            out().write((Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1));
            out().write(bytes);
            out().write("\r\n".getBytes(ISO_8859_1));
            out().flush();
        }

        void endStream() throws IOException {
            out().write("0\r\n\r\n".getBytes(ISO_8859_1));
            out().flush();
        }

        /** Writes the head of an answer and these headers; empty ones are left out. */
        void head(int status, String... headers) throws IOException {
            StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
            for (String header : headers) {
                text.append(header.isEmpty() ? "" : header + "\r\n");
            }
            out().write(text.append("\r\n").toString().getBytes(ISO_8859_1));
        }

        /** Closes the connection in the middle of things. */
        void cut() throws IOException {
            ended = true;
            socket.close();
        }

        /** Resets the connection, so that the other side sees an error and not an end. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            cut();
        }

        /** Waits until the other side has closed or reset the connection. */
        void awaitHangUp() throws IOException {
            ended = true;
            try {
                while (socket.getInputStream().read() >= 0) {
                    // Whatever still comes is of no interest.
                }
            } catch (IOException e) {
                // A reset: the connection is gone too.
                socket.close();
            }
        }

        private OutputStream out() throws IOException {
            return socket.getOutputStream();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                connections.incrementAndGet();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Request request = read(socket, in);
            while (request != null) {
                received.add(request);
                script.handle(requests.incrementAndGet(), request);
                request = request.ended ? null : read(socket, in);
            }
        } catch (IOException e) {
            // The other side is gone, which is for the test to judge.
            Thread.currentThread().setName("gone");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.decrementAndGet();
        }
    }

    private static @Nullable Request read(Socket socket, InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put(":start", line);
        for (line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Request(socket, headers, body);
    }

    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                if (line.size() > 0) {
                    throw new EOFException("in the middle of a line");
                }
                return null;
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).strip();
    }

    void follow(Script next) {
        script = next;
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** How many requests came. */
    int requests() {
        return requests.get();
    }

    /** The requests that came, in order. */
    List<Request> received() {
        return List.copyOf(received);
    }

    /** How many connections are open. */
    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
