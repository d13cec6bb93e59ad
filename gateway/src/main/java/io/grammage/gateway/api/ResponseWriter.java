package io.grammage.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Text to the body of a response, in UTF-8, from a thread that may block: each piece waits until the one before is on its way, so a
 * slow caller holds up who writes, and memory stays small. Not thread-safe.
 */
final class ResponseWriter extends Writer {
    private static final int PIECE = 32 * 1024;
    /** How long a piece may wait for a caller that takes nothing. */
    private static final int STALLED_SECONDS = 60;

    private final Context loop;
    private final HttpServerResponse response;
    private final StringBuilder pending = new StringBuilder(PIECE);

    /** Writes to a response whose head is sent with the first piece, chunked. */
    ResponseWriter(Context loop, HttpServerResponse response) {
        this.loop = loop;
        this.response = response;
    }

    @Override
    public void write(char[] text, int start, int length) throws IOException {
        pending.append(text, start, length);
        if (pending.length() >= PIECE) {
            send();
        }
    }

    /** Nothing: small pieces would cost more than the wait for them. */
    @Override
    public void flush() {}

    /** Sends what is left. The response is still to be ended. */
    @Override
    public void close() throws IOException {
        if (!pending.isEmpty()) {
            send();
        }
    }

    private void send() throws IOException {
        // A pair of surrogates stays together.
        int end = Character.isHighSurrogate(pending.charAt(pending.length() - 1))
                ? pending.length() - 1
                : pending.length();
        Buffer piece = Buffer.buffer(pending.substring(0, end).getBytes(UTF_8));
        pending.delete(0, end);
        CompletableFuture<Void> written = new CompletableFuture<>();
        loop.runOnContext(turn -> response.write(piece).onComplete(result -> {
            if (result.succeeded()) {
                written.complete(null);
            } else {
                written.completeExceptionally(result.cause());
            }
        }));
        try {
            written.get(STALLED_SECONDS, SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted, as the gateway is stopping", e);
        } catch (ExecutionException e) {
            throw new IOException("the caller went away", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the caller took nothing for " + STALLED_SECONDS + " s", e);
        }
    }
}
