package io.grammage.gateway.api;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * What may still be coming of a request that nobody reads. A short rest is waited for and thrown away, so that the
 * connection can be used again: closing it with unread bytes would take the answer away from the caller. A long or a slow
 * rest is not waited for. Confined to an event loop.
 */
final class UnreadBody {
    private static final long DISCARDED_MAX = 1 << 20;
    /** A rest of at most {@link #DISCARDED_MAX} bytes is here by then, or its caller is slow on purpose. */
    private static final long PATIENCE_MILLIS = 2_000;

    private final Vertx vertx;
    private final Consumer<Boolean> then;
    private final long timer;
    private long discarded;
    private boolean told;

    private UnreadBody(Vertx vertx, Consumer<Boolean> then) {
        this.vertx = vertx;
        this.then = then;
        timer = vertx.setTimer(PATIENCE_MILLIS, late -> tell(false));
    }

    /**
     * Goes on when the request has ended, or when it is clear that it goes on for long. Called on an event loop.
     *
     * @param then told once whether the request has ended
     */
    static void discard(HttpServerRequest request, Consumer<Boolean> then) {
        if (request.isEnded()) {
            then.accept(true);
            return;
        }
        if (isLong(request)) {
            then.accept(false);
            return;
        }
        Vertx vertx = requireNonNull(Vertx.currentContext(), "discard is called on an event loop")
                .owner();
        UnreadBody body = new UnreadBody(vertx, then);
        request.handler(body::chunk);
        request.endHandler(end -> body.tell(true));
    }

    private void chunk(Buffer chunk) {
        discarded += chunk.length();
        if (discarded > DISCARDED_MAX) {
            tell(false);
        }
    }

    private void tell(boolean ended) {
        if (!told) {
            told = true;
            vertx.cancelTimer(timer);
            then.accept(ended);
        }
    }

    /** Whether it is long by its own word, or held back until the gateway says that it wants it. */
    private static boolean isLong(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.EXPECT)
                || (length != null && Long.parseLong(length) > DISCARDED_MAX);
    }
}
