package io.grammage.gateway.relay;

import io.grammage.gateway.catalog.Concurrency;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.catalog.UpstreamAddress;
import io.grammage.gateway.ledger.Attempt;
import io.grammage.gateway.wire.JsonString;
import io.grammage.gateway.wire.RequestSplice;
import io.grammage.gateway.wire.Splice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ConnectTimeoutException;
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
    private static final int COPIED_MAX = 64 * 1024;
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
    private final ProviderState state;
    private final long beganNanos;
    private Gate.@Nullable Waiter waiter;
    private long queueTimer;
    private @Nullable Watchdog watchdog;
    private @Nullable HttpClientRequest upstream;
    private long enteredNanos;
    private long sentNanos;
    private boolean judged;
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
        state = services.states().of(provider.id());
        beganNanos = services.clock().nanos();
        enteredNanos = beganNanos;
    }

    /** Waits for a place if there is none, connects, or takes a connection from the pool, and sends the request. */
    void start(RequestSplice.StreamOptions streamOptions) {
        Concurrency bounds = provider.safeguards().concurrency();
        if (state.gate().tryEnter(bounds)) {
            enter(streamOptions);
            return;
        }
        Gate.Waiter waiting = state.gate().await(bounds, loop.executor(), () -> granted(streamOptions));
        if (waiting == null) {
            unreached("queue_full");
            return;
        }
        waiter = waiting;
        queueTimer = loop.vertx().setTimer(Math.max(1, bounds.queueTimeout().toMillis()), timer -> {
            if (waiter != null && waiting.cancel()) {
                waiter = null;
                unreached("queue_timeout");
            }
        });
    }

    private void granted(RequestSplice.StreamOptions streamOptions) {
        waiter = null;
        loop.vertx().cancelTimer(queueTimer);
        if (told) {
            state.gate().leave(provider.safeguards().concurrency());
        } else {
            enter(streamOptions);
        }
    }

    private void enter(RequestSplice.StreamOptions streamOptions) {
        enteredNanos = services.clock().nanos();
        if (!state.circuit().tryPass(enteredNanos)) {
            state.gate().leave(provider.safeguards().concurrency());
            unreached("circuit_open");
            return;
        }
        watchdog = new Watchdog(loop.vertx(), services.clock(), provider.timeouts(), this);
        connect(streamOptions);
    }

    /** The provider never heard of it. */
    private void unreached(String failure) {
        told = true;
        ended = true;
        listener.onNoAnswer(this, failure);
    }

    private void connect(RequestSplice.StreamOptions streamOptions) {
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
        request.exceptionHandler(failure -> noAnswer("reset"));
        request.response().onComplete(answered -> {
            if (answered.failed()) {
                noAnswer("reset");
            } else {
                head(answered.result());
            }
        });
        sentNanos = services.clock().nanos();
        request.end(BufferInternal.buffer(body(streamOptions)));
    }

    /** The body for the provider. A large one is not copied: all that are on their way would have to be there twice. */
    private ByteBuf body(RequestSplice.StreamOptions streamOptions) {
        Splice splice = RequestSplice.of(
                call.body().bytes(), call.envelope(), JsonString.of(provider.modelName()), streamOptions);
        if (splice.length() <= COPIED_MAX) {
            return Unpooled.wrappedBuffer(splice.toBytes());
        }
        CompositeByteBuf whole = Unpooled.compositeBuffer();
        splice.writeTo(
                (bytes, start, length) -> whole.addComponent(true, Unpooled.wrappedBuffer(bytes, start, length)));
        return whole;
    }

    private void head(HttpClientResponse response) {
        if (told) {
            return;
        }
        told = true;
        alive();
        judge(response.statusCode());
        listener.onHead(this, response);
    }

    /** What the status says of the provider: its own failure, a bound on the rate, or that it is there. */
    private void judge(int status) {
        judged = true;
        if (status >= 500) {
            state.failed(provider, "status " + status, services.clock().nanos());
        } else if (status == 429) {
            state.circuit().abandoned();
        } else {
            state.succeeded(provider);
        }
    }

    /** The answer broke off. That is the provider's failure, unless its answer was not even read. */
    void broke(String failure) {
        if (watchdog != null && watchdog.isHeld()) {
            return;
        }
        state.failed(provider, failure, services.clock().nanos());
    }

    private void noAnswer(String failure) {
        if (told) {
            return;
        }
        told = true;
        judged = true;
        end();
        state.failed(provider, failure, services.clock().nanos());
        listener.onNoAnswer(this, failure);
    }

    @Override
    public void ring(Watchdog.Bound bound) {
        if (!told) {
            told = true;
            judged = true;
            cancel();
            state.failed(provider, bound.failure(), services.clock().nanos());
            listener.onNoAnswer(this, bound.failure());
        } else if (!ended) {
            listener.onTooSlow(this, bound);
        }
    }

    /** A piece of the answer arrived. */
    void alive() {
        if (watchdog != null) {
            watchdog.alive();
        }
    }

    /** Stops reading the answer, for the caller does not keep up; the provider is not to blame for the gap. */
    void hold() {
        if (watchdog != null) {
            watchdog.hold();
        }
    }

    /** The answer has ended, and the connection may serve another call. May be called again. */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        if (watchdog != null) {
            watchdog.stop();
        }
        if (!judged) {
            state.circuit().abandoned();
        }
        state.gate().leave(provider.safeguards().concurrency());
    }

    /** Drops the answer and its connection, or stops waiting for a place. May be called again. */
    void cancel() {
        told = true;
        if (watchdog == null) {
            stopWaiting();
        } else if (!ended) {
            end();
            if (upstream != null) {
                upstream.reset();
            }
        }
    }

    private void stopWaiting() {
        ended = true;
        if (waiter != null && waiter.cancel()) {
            waiter = null;
            loop.vertx().cancelTimer(queueTimer);
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

    /** Microseconds since the provider was turned to; waiting for a place does not count. */
    long elapsedMicros() {
        return (services.clock().nanos() - enteredNanos) / 1_000;
    }

    /** How long the provider's open circuit keeps calls away, in seconds, rounded up; 0 when it does not. */
    long circuitWaitSeconds() {
        return Math.ceilDiv(state.circuit().waitNanos(services.clock().nanos()), 1_000_000_000L);
    }

    Call call() {
        return call;
    }

    /** Notes that the provider wants no calls for so long. */
    void coolFor(long nanos) {
        state.coolFor(nanos, services.clock().nanos());
    }

    /** The try as a failed one. */
    Attempt failed(int status, String failure) {
        long offsetMicros = (beganNanos - call.receivedNanos()) / 1_000;
        long durationMicros = (services.clock().nanos() - beganNanos) / 1_000;
        return new Attempt(provider.id(), status, failure, Math.max(0, offsetMicros), durationMicros);
    }
}
