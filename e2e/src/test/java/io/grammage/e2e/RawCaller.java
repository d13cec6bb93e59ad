package io.grammage.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;

/** A connection on which a test writes what it likes, as slowly as it likes. */
final class RawCaller implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    RawCaller(String baseUrl) {
        URI address = URI.create(baseUrl);
        try {
            socket = new Socket(address.getHost(), address.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The head of a chat request with the key of the tests. */
    static String chatHead(String moreHeaders) {
        return "POST " + Caller.CHAT + " HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer " + Product.KEY
                + "\r\nContent-Type: application/json\r\n" + moreHeaders + "\r\n";
    }

    void send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line, without its end. */
    String line() {
        StringBuilder line = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
                line.append((char) next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString().stripTrailing();
    }

    /** All that still comes until the other side ends the connection, which it has to do in a bounded time. */
    String untilClosed() {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                received.write(next);
            }
        } catch (SocketException e) {
            // A reset ends the connection as well: bytes of ours were still on their way.
        } catch (IOException e) {
            throw new UncheckedIOException("not closed; received so far: " + received.toString(UTF_8), e);
        }
        return received.toString(UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
