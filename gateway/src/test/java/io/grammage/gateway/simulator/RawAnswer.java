package io.grammage.gateway.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What came over one connection until the server closed or reset it, or sent nothing for a while.
 *
 * @param text everything received, as Latin-1
 */
record RawAnswer(String text, Ending ending) {

    /** How reading stopped. */
    enum Ending {
        CLOSED,
        RESET,
        SILENT
    }

    /** Posts the body and reads until the connection ends or is silent for so long. */
    static RawAnswer of(RunningSimulator simulator, String path, String body, int silenceMillis, String... headers)
            throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
            socket.setSoTimeout(silenceMillis);
            socket.getOutputStream().write(request(path, body, headers));
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            Ending ending = read(socket.getInputStream(), received);
            return new RawAnswer(received.toString(StandardCharsets.ISO_8859_1), ending);
        }
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

    private static Ending read(InputStream in, ByteArrayOutputStream received) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                received.write(buffer, 0, read);
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

    /** How many chunks of the chunked encoding came, the last empty one not counted. */
    int chunks() {
        int chunks = 0;
        String rest = body();
        for (int end = rest.indexOf("\r\n"); end > 0; end = rest.indexOf("\r\n")) {
            int size = Integer.parseInt(rest.substring(0, end), 16);
            if (size == 0) {
                return chunks;
            }
            chunks++;
            rest = rest.substring(Math.min(rest.length(), end + 2 + size + 2));
        }
        return chunks;
    }
}
