package io.grammage.gateway.relay;

import io.grammage.gateway.kernel.CallId;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.wire.ErrorBody;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request with an error. When the request is still arriving, what is left of a short one is read and thrown
 * away, so that the connection can be used again; a long or a slow one is answered without its rest and its connection
 * closed a little later, because closing it with unread bytes would take the answer away from the caller. Confined to an
 * event loop.
 */
final class Refusal {
    private static final long DISCARDED_MAX = 1 << 20;
    private static final long LINGER_MILLIS = 1_000;
    /** A rest of at most {@link #DISCARDED_MAX} bytes is here by then, or its caller is slow on purpose. */
    private static final long PATIENCE_MILLIS = 2_000;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final CallId id;
    private final long patienceMillis;
    private @Nullable GatewayException waiting;
    private long discarded;
    private long timer;

    Refusal(Vertx vertx, HttpServerRequest request, CallId id) {
        this(vertx, request, id, PATIENCE_MILLIS);
    }

    /** One that waits as long for a short rest. */
    Refusal(Vertx vertx, HttpServerRequest request, CallId id, long patienceMillis) {
        this.vertx = vertx;
        this.request = request;
        this.id = id;
        this.patienceMillis = patienceMillis;
    }

    /** Sends the error now, or when the rest of the request has arrived. */
    void send(GatewayException e) {
        if (request.isEnded()) {
            respond(e);
        } else if (isShort()) {
            waiting = e;
            request.handler(chunk -> discarded(chunk.length()));
            request.endHandler(end -> requestEnded());
            timer = vertx.setTimer(patienceMillis, late -> stopWaiting());
        } else {
            sendAndClose(e);
        }
    }

    private void discarded(int bytes) {
        discarded += bytes;
        if (discarded > DISCARDED_MAX) {
            stopWaiting();
        }
    }

    private void stopWaiting() {
        if (waiting != null) {
            GatewayException e = waiting;
            waiting = null;
            vertx.cancelTimer(timer);
            sendAndClose(e);
        }
    }

    private void requestEnded() {
        if (waiting != null) {
            GatewayException e = waiting;
            waiting = null;
            vertx.cancelTimer(timer);
            respond(e);
        }
    }

    private boolean isShort() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean waitsForContinue = request.headers().contains(HttpHeaders.EXPECT);
        return !waitsForContinue && (length == null || Long.parseLong(length) <= DISCARDED_MAX);
    }

    /** Sends the error now, whatever of the request is still to come, and closes the connection a little later. */
    void sendAndClose(GatewayException e) {
        request.handler(chunk -> {});
        request.endHandler(end -> {});
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        respond(e);
        vertx.setTimer(LINGER_MILLIS, over -> request.connection().close());
    }

    private void respond(GatewayException e) {
        write(request.response(), e, id);
    }

    /** Writes an error as the whole answer. */
    static void write(HttpServerResponse response, GatewayException e, CallId id) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(e.code().httpStatus());
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        response.putHeader("x-request-id", id.toString());
        if (e.retryAfterSeconds() > 0) {
            response.putHeader("Retry-After", Integer.toString(e.retryAfterSeconds()));
        }
        if (e.code() == ErrorCode.METHOD_NOT_ALLOWED) {
            response.putHeader("Allow", "POST");
        }
        if (e.code() == ErrorCode.INVALID_API_KEY) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.end(Buffer.buffer(ErrorBody.bytes(e)));
    }
}
