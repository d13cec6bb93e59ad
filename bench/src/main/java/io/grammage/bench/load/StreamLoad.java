package io.grammage.bench.load;

import io.grammage.bench.http.RequestBytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** Callers that stream one answer after the other, each on a connection of its own, and note when the first event came. */
public final class StreamLoad {
    private static final int DIGITS = 3;
    private static final String DATA = "data:";
    private static final String LAST_CHUNK = "0";

    private StreamLoad() {}

    /**
     * Streams for a while and returns, in nanoseconds from the request to the first event, how long each took to begin.
     * Streams that have begun are read to their end.
     *
     * @throws IOException when a stream could not be begun, or did not end with {@code [DONE]}
     */
    public static Histogram run(URI uri, Map<String, String> headers, byte[] body, int streams, Duration duration)
            throws IOException, InterruptedException {
        byte[] request = RequestBytes.post(uri, headers, body);
        Histogram all = new Histogram(DIGITS);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            long end = System.nanoTime() + duration.toNanos();
            List<Future<Histogram>> pending = new ArrayList<>();
            for (int i = 0; i < streams; i++) {
                pending.add(callers.submit(() -> callUntil(end, uri, request)));
            }
            for (Future<Histogram> each : pending) {
                all.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new IOException("a stream failed: " + e.getCause(), e);
        }
        return all;
    }

    private static Histogram callUntil(long end, URI uri, byte[] request) throws IOException {
        Histogram firstEvents = new Histogram(DIGITS);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (System.nanoTime() < end) {
                firstEvents.recordValue(stream(socket, in, request));
            }
        }
        return firstEvents;
    }

    private static long stream(Socket socket, InputStream in, byte[] request) throws IOException {
        long sent = System.nanoTime();
        socket.getOutputStream().write(request);
        String status = line(in);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException(status);
        }
        long first = 0;
        boolean done = false;
        for (String line = line(in); !line.equals(LAST_CHUNK); line = line(in)) {
            if (first == 0 && line.startsWith(DATA)) {
                first = System.nanoTime() - sent;
            }
            done |= line.equals("data: [DONE]");
        }
        line(in);
        if (!done) {
            throw new IOException("a stream ended without [DONE]");
        }
        return first;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(128);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended in the middle of a stream, after: "
                        + line.substring(0, Math.min(line.length(), 100)));
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
