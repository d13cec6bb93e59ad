package io.grammage.gateway.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What came over one connection until the server closed or reset it, or sent nothing for a while.
 *
 * @param text everything received, as Latin-1
 */
record RawAnswer(String text, Ending ending) {
    /** How long the server is waited for where it is to act: only one that fails uses it up. */
    static final int PATIENCE_MILLIS = 60_000;
    /** How long it is watched where it is to do nothing. */
    static final int SILENCE_MILLIS = 150;

    /** How reading stopped. */
    enum Ending {
        CLOSED,
        RESET,
        SILENT
    }

    /** Posts the body and reads until the server ends the connection. */
    static RawAnswer of(RunningSimulator simulator, String path, String body, String... headers) throws IOException {
        return upTo(text -> false, simulator, path, body, headers);
    }

    /** Posts the body, reads until the text received is all that is expected, and then sees whether the server is silent. */
    static RawAnswer upTo(
            Predicate<String> whole, RunningSimulator simulator, String path, String body, String... headers)
            throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
            socket.getOutputStream().write(request(path, body, headers));
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            Ending ending = read(socket, whole, received);
            return new RawAnswer(received.toString(StandardCharsets.ISO_8859_1), ending);
        }
    }

    /** Whether the text ends as chunked answers do. */
    static boolean lastChunkCame(String text) {
        return text.endsWith("\r\n0\r\n\r\n");
    }

    static byte[] request(String path, String body, String... headers) {
        StringBuilder head = new StringBuilder();
        head.append(String.format(
                Locale.ROOT,
                "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n",
                path,
                body.getBytes(StandardCharsets.UTF_8).length));
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        return (head + "\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    private static Ending read(Socket socket, Predicate<String> whole, ByteArrayOutputStream received)
            throws IOException {
        byte[] buffer = new byte[64 * 1024];
        try {
            int read = 0;
            while (read >= 0) {
                received.write(buffer, 0, read);
                boolean expectsMore = !whole.test(received.toString(StandardCharsets.ISO_8859_1));
                socket.setSoTimeout(expectsMore ? PATIENCE_MILLIS : SILENCE_MILLIS);
                read = socket.getInputStream().read(buffer);
            }
            return Ending.CLOSED;
        } catch (SocketTimeoutException e) {
            return Ending.SILENT;
        } catch (SocketException e) {
            return Ending.RESET;
        }
    }

    /** What follows the head. */
    String body() {
        int end = text.indexOf("\r\n\r\n");
        return end < 0 ? "" : text.substring(end + 4);
    }

    /** The chunks of the chunked encoding, but for the empty one at the end. */
    List<String> chunks() {
        List<String> chunks = new ArrayList<>();
        String rest = body();
        for (int end = rest.indexOf("\r\n"); end > 0; end = rest.indexOf("\r\n")) {
            int size = Integer.parseInt(rest.substring(0, end), 16);
            if (size == 0) {
                return chunks;
            }
            chunks.add(rest.substring(end + 2, Math.min(rest.length(), end + 2 + size)));
            rest = rest.substring(Math.min(rest.length(), end + 2 + size + 2));
        }
        return chunks;
    }
}
