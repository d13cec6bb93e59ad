package io.grammage.gateway.relay;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.Resolution;
import io.grammage.gateway.identity.Principal;
import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.kernel.CallId;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.ledger.CallRequest;
import io.grammage.gateway.ledger.CallStart;
import io.grammage.gateway.ledger.OpenCall;
import io.grammage.gateway.wire.Envelope;
import io.grammage.gateway.wire.EnvelopeReader;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in one inference request: checks the key before the body is read, gathers the body, reads its envelope, finds
 * model and route, and hands a {@link Call} to an {@link Exchange}; or refuses with a sentence. Confined to an event
 * loop.
 */
final class Intake implements Arrivals.Arrival {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final RelayServices services;
    private final RelayLoop loop;
    private final Arrivals arrivals;
    private final HttpServerRequest request;
    private final Endpoint endpoint;
    private final CallId id;
    private @Nullable Principal principal;
    private @Nullable RequestBody body;

    Intake(RelayServices services, RelayLoop loop, Arrivals arrivals, HttpServerRequest request, Endpoint endpoint) {
        this.services = services;
        this.loop = loop;
        this.arrivals = arrivals;
        this.request = request;
        this.endpoint = endpoint;
        this.id = loop.callIds().next();
    }

    /** Begins to read. Must be called on the turn of the loop that brought the request. */
    void begin(@Nullable String project) {
        request.exceptionHandler(this::lost);
        try {
            RequestBody started = admit(project);
            request.handler(chunk -> read(started, chunk));
            request.endHandler(end -> complete(started));
            arrivals.begin(this);
            if (expectsContinue()) {
                request.response().writeContinue();
            }
        } catch (GatewayException e) {
            refuse(e);
        }
    }

    private RequestBody admit(@Nullable String project) {
        if (!request.method().equals(HttpMethod.POST)) {
            throw new GatewayException(
                    ErrorCode.METHOD_NOT_ALLOWED,
                    "Method " + request.method() + " is not allowed on " + endpoint.path() + ". Use POST.");
        }
        if (loop.exchanges().isStopping()) {
            throw new GatewayException(ErrorCode.SHUTTING_DOWN, "This node is stopping. Try another.").retryAfter(1);
        }
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new GatewayException(
                    ErrorCode.ENCODED_BODY,
                    "Encoded request bodies are not accepted. Send the body without Content-Encoding.");
        }
        Principal known = services.authenticator()
                .authenticate(request.getHeader(HttpHeaders.AUTHORIZATION), request.getHeader("X-Auth-Token"), project);
        known.require(Scope.INFERENCE);
        principal = known;
        RequestBody started =
                new RequestBody(services.memory(), services.settings().bodyBytesMax(), declaredLength());
        body = started;
        return started;
    }

    private void read(RequestBody started, Buffer chunk) {
        try {
            started.append(chunk);
        } catch (GatewayException e) {
            refuse(e);
        }
    }

    private void complete(RequestBody started) {
        arrivals.end(this);
        try {
            start(started).begin();
        } catch (GatewayException e) {
            refuse(e);
        } catch (RuntimeException e) {
            LOG.error("A request could not be taken in", e);
            refuse(new GatewayException(ErrorCode.INTERNAL, "The gateway failed. Its log tells why.", e));
        }
    }

    private Exchange start(RequestBody read) {
        long receivedNanos = services.clock().nanos();
        Instant now = services.clock().now();
        Envelope envelope = EnvelopeReader.read(read.bytes(), read.length(), endpoint);
        Catalog catalog = services.catalog().apply(now);
        Resolution.Serves serves = catalog.resolve(envelope.model(), now).orRefuse(envelope.model());
        Model model = serves.model();
        if (!model.type().fits(endpoint)) {
            throw new GatewayException(
                            ErrorCode.WRONG_MODEL_TYPE,
                            "Model '" + model.name() + "' is of type "
                                    + model.type().wireName() + ", which " + endpoint.path() + " does not serve.")
                    .about("model");
        }
        Route route = loop.router().route(model, endpoint, catalog, now);
        services.journal().checkAccepting();
        CallStart start = CallStart.of(
                requireNonNull(principal),
                id,
                services.settings().node(),
                now,
                new CallRequest(endpoint, envelope.stream(), model.name(), envelope.model(), read.length()));
        OpenCall slot = services.openCalls().open(start);
        Call call = new Call(request, start, model, serves.redirectedFrom(), null, envelope, read, slot, receivedNanos);
        return new Exchange(services, loop, call, route);
    }

    private void refuse(GatewayException e) {
        drop(e.code());
        new Refusal(loop.vertx(), request, id).send(e);
    }

    @Override
    public void late() {
        Duration bound = arrivals.bound();
        GatewayException e = new GatewayException(
                ErrorCode.REQUEST_TIMEOUT,
                "The request did not arrive whole within "
                        + (bound.toMillisPart() == 0 ? bound.toSeconds() + " s" : bound.toMillis() + " ms")
                        + ", which is as long as this gateway waits for one. Send it again.");
        drop(e.code());
        new Refusal(loop.vertx(), request, id).sendAndClose(e);
    }

    private void drop(ErrorCode code) {
        release();
        services.listeners().forEach(listener -> listener.onRefused(new RefusedCall(id, endpoint, code)));
    }

    private void release() {
        arrivals.end(this);
        if (body != null) {
            body.release();
        }
    }

    private void lost(Throwable cause) {
        // The caller went away, or sent what is not HTTP, before the request was complete: there is nobody to answer.
        LOG.debug("A request broke off before its end", cause);
        release();
    }

    private boolean expectsContinue() {
        String expect = request.getHeader(HttpHeaders.EXPECT);
        return expect != null && expect.equalsIgnoreCase("100-continue");
    }

    private long declaredLength() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        // The HTTP codec has refused what is not a number.
        return length == null ? -1 : Long.parseLong(length);
    }
}
