package io.grammage.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executors;

/** An upstream that gives one recorded answer to whatever it is asked, and remembers what it was sent. */
final class ScriptedUpstream implements AutoCloseable {
    private final HttpServer server;
    private volatile Answer answer = new Answer(200, Map.of(), new byte[0]);
    private volatile byte[] lastRequest = new byte[0];
    private volatile Map<String, String> lastHeaders = Map.of();

    /** What is answered: the bytes as they are, whatever the headers say of them. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Answer(int status, Map<String, String> headers, byte[] body) {}

    ScriptedUpstream() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
            lastHeaders = headers;
            lastRequest = exchange.getRequestBody().readAllBytes();
            Answer now = answer;
            now.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(now.status(), now.body().length);
            exchange.getResponseBody().write(now.body());
        }
    }

    void answerWith(Answer next) {
        answer = next;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    byte[] lastRequest() {
        return lastRequest;
    }

    /** Headers of the last request, by name in any case. */
    Map<String, String> lastHeaders() {
        return lastHeaders;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
