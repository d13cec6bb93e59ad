package io.grammage.gateway.api;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.identity.Authenticator;
import io.grammage.gateway.identity.Principal;
import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.kernel.CallId;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.wire.ErrorBody;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every request that is not one of inference: finds its route, authenticates, checks the scope, runs the handler on
 * a thread that may block, and answers on the event loop that the request came from. The only place that decides who may
 * use a route. Shared by all event loops.
 */
public final class ApiDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(ApiDispatcher.class);
    /** Requests being handled; beyond it the caller is asked to come back. */
    private static final int RUNNING_MAX = 256;
    /** How long a caller that is still sending can read the answer before its connection is closed. */
    private static final long LINGER_MILLIS = 1_000;

    private final ApiRoutes routes;
    private final Authenticator authenticator;
    private final Executor blocking;
    private final Supplier<CallId> requestIds;
    private final Semaphore running = new Semaphore(RUNNING_MAX);

    /**
     * A dispatcher over a table of routes.
     *
     * @param blocking runs handlers, each on a thread of its own
     * @param requestIds gives the {@code x-request-id} of an answer; called from all event loops
     */
    public ApiDispatcher(
            ApiRoutes routes, Authenticator authenticator, Executor blocking, Supplier<CallId> requestIds) {
        this.routes = requireNonNull(routes, "routes");
        this.authenticator = requireNonNull(authenticator, "authenticator");
        this.blocking = requireNonNull(blocking, "blocking");
        this.requestIds = requireNonNull(requestIds, "requestIds");
    }

    /** Answers the request, sooner or later. Called on the request's event loop; never throws. */
    public void handle(HttpServerRequest request) {
        CallId id = requestIds.get();
        request.exceptionHandler(e -> LOG.debug("The caller of API request {} went away", id, e));
        try {
            dispatch(request, id);
        } catch (GatewayException e) {
            send(request, id, refusal(e, Map.of()));
        } catch (RuntimeException e) {
            send(request, id, failure(id, e));
        }
    }

    private void dispatch(HttpServerRequest request, CallId id) {
        String method = request.method().name();
        String path = request.path() == null ? "" : request.path();
        switch (routes.match(method, path)) {
            case RouteMatch.Found found -> start(request, id, found);
            case RouteMatch.WrongMethod wrong -> {
                String allowed = String.join(", ", wrong.allowed());
                GatewayException refused = new GatewayException(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        "Method " + method + " is not allowed on " + path + ". Use " + allowed + ".");
                send(request, id, refusal(refused, Map.of("Allow", allowed)));
            }
            case RouteMatch.Unknown ignored ->
                throw new GatewayException(
                        ErrorCode.UNKNOWN_ROUTE, "There is no route " + path + ". GET /docs lists those there are.");
        }
    }

    private void start(HttpServerRequest request, CallId id, RouteMatch.Found found) {
        Principal caller = caller(request, found);
        QueryParameters query = QueryParameters.parse(request.query());
        if (found.route().takesBody()) {
            ArrivingBody.take(
                    request,
                    body -> {
                        try {
                            run(request, id, found.route(), new ApiRequest(caller, found.values(), query, body));
                        } catch (GatewayException e) {
                            send(request, id, refusal(e, Map.of()));
                        }
                    },
                    refused -> send(request, id, refusal(refused, Map.of())));
        } else {
            run(request, id, found.route(), new ApiRequest(caller, found.values(), query, Buffer.buffer()));
        }
    }

    private void run(HttpServerRequest request, CallId id, ApiRoute route, ApiRequest apiRequest) {
        if (!running.tryAcquire()) {
            throw new GatewayException(
                            ErrorCode.OVERLOADED,
                            "The gateway is working on " + RUNNING_MAX
                                    + " API requests already. Try again in a second.")
                    .retryAfter(1);
        }
        Context loop = requireNonNull(Vertx.currentContext(), "handle is called on an event loop");
        try {
            blocking.execute(() -> {
                ApiAnswer answer = answer(route, apiRequest, id);
                if (answer.body() instanceof ApiBody.Streamed streamed && !HttpMethod.HEAD.equals(request.method())) {
                    stream(loop, request, id, answer, streamed.source());
                } else {
                    loop.runOnContext(turn -> send(request, id, answer));
                }
                running.release();
            });
        } catch (RejectedExecutionException e) {
            running.release();
            throw new GatewayException(ErrorCode.SHUTTING_DOWN, "The gateway is shutting down.", e);
        }
    }

    private @Nullable Principal caller(HttpServerRequest request, RouteMatch.Found found) {
        Scope scope = found.route().scope();
        if (scope == null) {
            return null;
        }
        Principal caller = authenticator.authenticate(
                request.getHeader(HttpHeaders.AUTHORIZATION), request.getHeader("X-Auth-Token"), found.project());
        caller.require(scope);
        return caller;
    }

    private static ApiAnswer answer(ApiRoute route, ApiRequest request, CallId id) {
        try {
            return route.handler().handle(request);
        } catch (GatewayException e) {
            return refusal(e, Map.of());
        } catch (RuntimeException | Error e) {
            return failure(id, e);
        }
    }

    private static ApiAnswer failure(CallId id, Throwable cause) {
        LOG.error("API request {} failed", id, cause);
        return refusal(
                new GatewayException(
                        ErrorCode.INTERNAL,
                        "The gateway failed. Its log tells why, under the request id " + id + ".",
                        cause),
                Map.of());
    }

    private static ApiAnswer refusal(GatewayException e, Map<String, String> extraHeaders) {
        Map<String, String> headers = new LinkedHashMap<>(extraHeaders);
        if (e.code() == ErrorCode.INVALID_API_KEY) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        if (e.retryAfterSeconds() > 0) {
            headers.put("Retry-After", Integer.toString(e.retryAfterSeconds()));
        }
        return new ApiAnswer(
                e.code().httpStatus(), ApiAnswer.JSON, headers, new ApiBody.Whole(Buffer.buffer(ErrorBody.bytes(e))));
    }

    /** Writes a body as it comes, on the thread of the handler. What breaks off is told by the missing end. */
    private static void stream(
            Context loop, HttpServerRequest request, CallId id, ApiAnswer answer, ApiBody.Source source) {
        HttpServerResponse response = request.response();
        loop.runOnContext(turn -> {
            if (!response.closed()) {
                writeHead(response, id, answer);
                response.setChunked(true);
            }
        });
        try (ResponseWriter out = new ResponseWriter(loop, response)) {
            source.writeTo(out);
        } catch (IOException e) {
            LOG.debug("The caller of API request {} went away", id, e);
            loop.runOnContext(turn -> request.connection().close());
            return;
        } catch (RuntimeException | Error e) {
            LOG.error("API request {} failed on the way", id, e);
            loop.runOnContext(turn -> request.connection().close());
            return;
        }
        loop.runOnContext(turn -> {
            if (!response.closed()) {
                response.end();
            }
        });
    }

    private static void send(HttpServerRequest request, CallId id, ApiAnswer answer) {
        UnreadBody.discard(request, ended -> {
            HttpServerResponse response = request.response();
            if (response.ended() || response.closed()) {
                return;
            }
            writeHead(response, id, answer);
            if (!ended) {
                response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            response.end(answer.body() instanceof ApiBody.Whole whole ? whole.content() : Buffer.buffer());
            if (!ended) {
                requireNonNull(Vertx.currentContext())
                        .owner()
                        .setTimer(LINGER_MILLIS, timer -> request.connection().close());
            }
        });
    }

    private static void writeHead(HttpServerResponse response, CallId id, ApiAnswer answer) {
        response.setStatusCode(answer.status());
        response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
        response.putHeader("x-request-id", id.toString());
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        answer.headers().forEach(response::putHeader);
    }
}
