package io.grammage.bench.load;

import io.grammage.bench.http.MessageReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Answers the n-th request, counted from 0 over all connections, with the bytes that a script gives; an empty text closes
 * the connection.
 */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final IntFunction<String> script;
    private final AtomicInteger requests = new AtomicInteger();

    ScriptedServer(IntFunction<String> script) throws IOException {
        this.script = script;
        this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    static String answer(int status, String body) {
        return "HTTP/1.1 " + status + " Said\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    int requests() {
        return requests.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the test is over.
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            ReadableByteChannel channel = Channels.newChannel(socket.getInputStream());
            MessageReader request = MessageReader.ofRequests();
            while (true) {
                while (!request.read(channel)) {
                    Thread.onSpinWait();
                }
                request.reset();
                String answer = script.apply(requests.getAndIncrement());
                if (answer.isEmpty()) {
                    return;
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // The client went away, as it does at the end of a run.
            return;
        }
    }
}
