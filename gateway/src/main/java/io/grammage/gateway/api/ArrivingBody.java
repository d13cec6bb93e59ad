package io.grammage.gateway.api;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** The body of a request to the API, which is small and comes soon or is refused. Confined to an event loop. */
final class ArrivingBody {
    static final int BYTES_MAX = 64 * 1024;

    private static final long PATIENCE_MILLIS = 10_000;

    private final Vertx vertx;
    private final Consumer<Buffer> complete;
    private final Consumer<GatewayException> refused;
    private final Buffer content = Buffer.buffer();
    private final long timer;
    private boolean told;

    private ArrivingBody(Vertx vertx, Consumer<Buffer> complete, Consumer<GatewayException> refused) {
        this.vertx = vertx;
        this.complete = complete;
        this.refused = refused;
        timer = vertx.setTimer(
                PATIENCE_MILLIS,
                late -> refuse(
                        ErrorCode.REQUEST_TIMEOUT,
                        "The body was not there after " + PATIENCE_MILLIS / 1_000 + " seconds. Send it again."));
    }

    /**
     * Takes the body of a request. Must be called on the turn of the loop that brought it.
     *
     * @param complete is given all of it
     * @param refused is told instead when it is too long, too slow or encoded
     */
    static void take(HttpServerRequest request, Consumer<Buffer> complete, Consumer<GatewayException> refused) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new GatewayException(
                    ErrorCode.ENCODED_BODY,
                    "Encoded request bodies are not accepted. Send the body without Content-Encoding.");
        }
        Vertx vertx = requireNonNull(Vertx.currentContext(), "take is called on an event loop")
                .owner();
        ArrivingBody body = new ArrivingBody(vertx, complete, refused);
        request.handler(body::chunk);
        request.endHandler(end -> body.end());
        if (request.headers().contains(HttpHeaders.EXPECT)) {
            request.response().writeContinue();
        }
    }

    private void chunk(Buffer chunk) {
        if (content.length() + chunk.length() > BYTES_MAX) {
            refuse(ErrorCode.BODY_TOO_LARGE, "The body is longer than " + BYTES_MAX + " bytes.");
        } else if (!told) {
            content.appendBuffer(chunk);
        }
    }

    private void end() {
        if (tells()) {
            complete.accept(content);
        }
    }

    private void refuse(ErrorCode code, String message) {
        if (tells()) {
            refused.accept(new GatewayException(code, message));
        }
    }

    private boolean tells() {
        boolean first = !told;
        told = true;
        vertx.cancelTimer(timer);
        return first;
    }
}
