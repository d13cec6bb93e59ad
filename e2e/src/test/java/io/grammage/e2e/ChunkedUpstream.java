package io.grammage.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An upstream that answers with streams cut in two. A request says which stream it wants and where to cut it, by its member
 * {@code user}: the name of the stream, a slash, and the offset of the cut. Each part is an HTTP chunk of its own, so that the
 * gateway gets them one by one; at every other offset it also gets time in between.
 */
final class ChunkedUpstream implements AutoCloseable {
    private static final byte[] HEAD =
            ascii("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
    private static final Pattern WANTED = Pattern.compile("\"user\":\"([^\"/]*)/([0-9]+)\"");
    private static final long PAUSE_NANOS = 500_000;

    private final ServerSocket listener;
    private final Map<String, byte[]> streams = new ConcurrentHashMap<>();
    private final Map<String, String> lastRequests = new ConcurrentHashMap<>();

    ChunkedUpstream() {
        try {
            listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    void offer(String name, byte[] stream) {
        streams.put(name, stream);
    }

    /** The body of the last request for that stream. */
    String lastRequest(String name) {
        return requireNonNull(lastRequests.get(name), name);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (SocketException e) {
            // Closed: the test is over.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int length = bodyLength(in); length >= 0; length = bodyLength(in)) {
                answer(new String(in.readNBytes(length), UTF_8), socket.getOutputStream());
            }
        } catch (SocketException e) {
            // The gateway closed the connection.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the head of a request; the length of its body, or -1 when there is no further request. */
    private static int bodyLength(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0) {
                return -1;
            }
            head.append((char) next);
        }
        Matcher length = Pattern.compile("(?i)\r\ncontent-length: ([0-9]+)\r\n").matcher(head);
        return length.find() ? Integer.parseInt(length.group(1)) : 0;
    }

    private void answer(String request, OutputStream out) throws IOException {
        Matcher wanted = WANTED.matcher(request);
        if (!wanted.find()) {
            throw new IllegalStateException("no stream is asked for in " + request);
        }
        lastRequests.put(wanted.group(1), request);
        byte[] stream = requireNonNull(streams.get(wanted.group(1)), request);
        int cut = Integer.parseInt(wanted.group(2));
        out.write(HEAD);
        writeChunk(out, stream, 0, cut);
        if (cut % 2 == 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        writeChunk(out, stream, cut, stream.length);
        out.write(ascii("0\r\n\r\n"));
    }

    private static void writeChunk(OutputStream out, byte[] stream, int from, int to) throws IOException {
        if (to > from) {
            byte[] size = ascii(Integer.toHexString(to - from) + "\r\n");
            byte[] chunk = new byte[size.length + to - from + 2];
            System.arraycopy(size, 0, chunk, 0, size.length);
            System.arraycopy(stream, from, chunk, size.length, to - from);
            chunk[chunk.length - 2] = '\r';
            chunk[chunk.length - 1] = '\n';
            out.write(chunk);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
