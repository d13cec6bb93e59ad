package io.grammage.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An upstream that answers with the name by which it was asked for a model, and with usage that never varies. A request
 * whose prompt is {@link #HOLD} is answered when the test says so: of a stream, the first event comes before that. Several
 * upstreams may share the queue of what they hold.
 */
final class EchoUpstream implements AutoCloseable {
    static final String HOLD = "hold";
    static final int PROMPT_TOKENS = 1_000;
    static final int COMPLETION_TOKENS = 500;

    private static final String USAGE = "\"usage\":{\"prompt_tokens\":" + PROMPT_TOKENS + ",\"completion_tokens\":"
            + COMPLETION_TOKENS + ",\"total_tokens\":" + (PROMPT_TOKENS + COMPLETION_TOKENS) + "}";

    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private final BlockingQueue<Held> held;

    /** A request that waits. */
    record Held(String model, CountDownLatch released) {
        /** Lets the upstream answer. */
        void release() {
            released.countDown();
        }
    }

    EchoUpstream() {
        this(new LinkedBlockingQueue<>());
    }

    EchoUpstream(BlockingQueue<Held> held) {
        this.held = held;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many requests have come so far. */
    int requests() {
        return requests.get();
    }

    /** The next request that waits, as soon as it is here. */
    Held nextHeld() {
        try {
            Held next = held.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new IllegalStateException("no request came");
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            JsonNode request =
                    JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
            String model = request.path("model").asString();
            boolean stream = request.path("stream").asBoolean(false);
            exchange.getResponseHeaders().set("Content-Type", stream ? "text/event-stream" : "application/json");
            if (stream) {
                exchange.sendResponseHeaders(200, 0);
                write(exchange, event(choice(model, "delta", "null")));
            }
            if (request.at("/messages/0/content").asString("").equals(HOLD)) {
                hold(model);
            }
            if (stream) {
                write(
                        exchange,
                        event(choice("", "delta", "\"stop\"")) + event("\"choices\":[]," + USAGE) + "data: [DONE]\n\n");
            } else {
                byte[] answer =
                        ("{" + head(model) + choice(model, "message", "\"stop\"") + "," + USAGE + "}").getBytes(UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hold(String model) throws InterruptedException {
        Held waiting = new Held(model, new CountDownLatch(1));
        held.add(waiting);
        waiting.released().await();
    }

    private static String head(String model) {
        return "\"id\":\"echo\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"" + model + "\",";
    }

    private static String choice(String text, String member, String finishReason) {
        return "\"choices\":[{\"index\":0,\"" + member + "\":{\"role\":\"assistant\",\"content\":\"" + text
                + "\"},\"finish_reason\":" + finishReason + "}]";
    }

    private static String event(String members) {
        return "data: {" + head("some-name-of-the-provider") + members + "}\n\n";
    }

    private static void write(HttpExchange exchange, String text) throws IOException {
        OutputStream body = exchange.getResponseBody();
        body.write(text.getBytes(UTF_8));
        body.flush();
    }

    @Override
    public void close() {
        held.forEach(Held::release);
        server.stop(0);
    }
}
