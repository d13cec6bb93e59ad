package io.grammage.gateway.relay;

import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.catalog.UpstreamAddress;
import io.grammage.gateway.ledger.Attempt;
import io.grammage.gateway.wire.JsonString;
import io.grammage.gateway.wire.RequestSplice;
import io.netty.buffer.Unpooled;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.buffer.BufferInternal;
import org.jspecify.annotations.Nullable;

/**
 * One try at one provider: from the request to the head of its answer, or to the reason why there is none. Tells its
 * {@link Listener} exactly once. Confined to an event loop.
 */
final class UpstreamTry implements Watchdog.Alarm {
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
    private static final CharSequence ATTEMPT = HttpHeaders.createOptimized("x-grammage-attempt");
    private static final CharSequence IDENTITY = HttpHeaders.createOptimized("identity");

    /** Who waits for the try. */
    interface Listener {
        /** The provider begins to answer; what follows is the listener's. */
        void onHead(UpstreamTry upstream, HttpClientResponse head);

        /** There is no answer. */
        void onNoAnswer(UpstreamTry upstream, String failure);

        /** After the head, a bound on time was reached. */
        void onTooSlow(UpstreamTry upstream, Watchdog.Bound bound);
    }

    private final RelayServices services;
    private final RelayLoop loop;
    private final Call call;
    private final Provider provider;
    private final int number;
    private final Listener listener;
    private final long startNanos;
    private final Watchdog watchdog;
    private @Nullable HttpClientRequest upstream;
    private long sentNanos;
    private boolean told;
    private boolean ended;

    /** The try with this number, from 1, of a call. */
    UpstreamTry(RelayServices services, RelayLoop loop, Call call, Provider provider, int number, Listener listener) {
        this.services = services;
        this.loop = loop;
        this.call = call;
        this.provider = provider;
        this.number = number;
        this.listener = listener;
        startNanos = services.clock().nanos();
        watchdog = new Watchdog(loop.vertx(), services.clock(), provider.timeouts(), this);
    }

    /** Connects, or takes a connection from the pool, and sends the request. */
    void start(RequestSplice.StreamOptions streamOptions) {
        services.loads().begin(provider.id());
        loop.client().request(options()).onComplete(connected -> {
            if (connected.failed()) {
                noAnswer(connected.cause() instanceof ConnectTimeoutException ? "connect_timeout" : "connect_failed");
            } else if (ended) {
                connected.result().reset();
            } else {
                send(connected.result(), streamOptions);
            }
        });
    }

    private RequestOptions options() {
        UpstreamAddress address = provider.address();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(address.host())
                .setPort(address.port())
                .setSsl(address.tls())
                .setURI(services.dialect().path(provider, call.start().endpoint()))
                .setConnectTimeout(provider.timeouts().connect().toMillis());
    }

    private void send(HttpClientRequest request, RequestSplice.StreamOptions streamOptions) {
        upstream = request;
        services.dialect().addHeaders(provider, call.request().headers(), request.headers());
        request.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        request.putHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
        request.putHeader(REQUEST_ID, call.start().id().toString());
        request.putHeader(ATTEMPT, Integer.toString(number));
        byte[] body = RequestSplice.of(
                        call.body().bytes(), call.envelope(), JsonString.of(provider.modelName()), streamOptions)
                .toBytes();
        Buffer bytes = BufferInternal.buffer(Unpooled.wrappedBuffer(body));
        request.exceptionHandler(failure -> noAnswer("reset"));
        request.response().onComplete(answered -> {
            if (answered.failed()) {
                noAnswer("reset");
            } else {
                head(answered.result());
            }
        });
        sentNanos = services.clock().nanos();
        request.end(bytes);
    }

    private void head(HttpClientResponse response) {
        if (told) {
            return;
        }
        told = true;
        watchdog.alive();
        listener.onHead(this, response);
    }

    private void noAnswer(String failure) {
        if (told) {
            return;
        }
        told = true;
        end();
        listener.onNoAnswer(this, failure);
    }

    @Override
    public void ring(Watchdog.Bound bound) {
        if (!told) {
            told = true;
            cancel();
            listener.onNoAnswer(this, bound.failure());
        } else if (!ended) {
            listener.onTooSlow(this, bound);
        }
    }

    /** A piece of the answer arrived. */
    void alive() {
        watchdog.alive();
    }

    /** The answer has ended, and the connection may serve another call. May be called again. */
    void end() {
        if (!ended) {
            ended = true;
            watchdog.stop();
            services.loads().end(provider.id());
        }
    }

    /** Drops the answer and its connection. May be called again. */
    void cancel() {
        told = true;
        if (!ended) {
            end();
            if (upstream != null) {
                upstream.reset();
            }
        }
    }

    /** Whether nothing more of it counts. */
    boolean isEnded() {
        return ended;
    }

    Provider provider() {
        return provider;
    }

    /** When the first byte of the request was sent, or 0 when none was. */
    long sentNanos() {
        return sentNanos;
    }

    /** Microseconds since the try began. */
    long elapsedMicros() {
        return (services.clock().nanos() - startNanos) / 1_000;
    }

    /** The try as a failed one. */
    Attempt failed(int status, String failure) {
        long offsetMicros = (startNanos - call.receivedNanos()) / 1_000;
        return new Attempt(provider.id(), status, failure, Math.max(0, offsetMicros), elapsedMicros());
    }
}
