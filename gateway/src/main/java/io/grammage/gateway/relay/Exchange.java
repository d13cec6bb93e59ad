package io.grammage.gateway.relay;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.catalog.StreamUsage;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.Outcome;
import io.grammage.gateway.wire.RequestSplice;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a call to its providers, one after the other until one begins to answer, and hands that answer to an
 * {@link Answer}. Every way it can go ends in one settlement. Confined to an event loop.
 */
final class Exchange implements UpstreamTry.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final long DISCARDED_MAX = 64 * 1024;

    private final RelayServices services;
    private final RelayLoop loop;
    private final Call call;
    private final Iterator<Provider> route;
    private final Attempts attempts = new Attempts();
    private final Settlement settlement;
    private int tries;
    private @Nullable UpstreamTry current;
    private @Nullable Answer answer;

    Exchange(RelayServices services, RelayLoop loop, Call call, List<Provider> route) {
        this.services = services;
        this.loop = loop;
        this.call = call;
        this.route = route.iterator();
        settlement = new Settlement(services, loop, call, attempts);
    }

    void begin() {
        HttpServerResponse response = call.request().response();
        response.exceptionHandler(failure ->
                LOG.debug("The connection of call {} broke", call.start().id(), failure));
        response.closeHandler(closed -> callerGone());
        tryNext();
    }

    private void tryNext() {
        if (!route.hasNext()) {
            giveUp();
            return;
        }
        Provider provider = route.next();
        settlement.routed(provider);
        tries++;
        UpstreamTry next = new UpstreamTry(services, loop, call, provider, tries, this);
        current = next;
        next.start(streamOptions(provider));
    }

    private RequestSplice.StreamOptions streamOptions(Provider provider) {
        boolean asks = call.envelope().stream() && provider.streamUsage() == StreamUsage.ASK;
        return asks ? RequestSplice.StreamOptions.WITH_USAGE : RequestSplice.StreamOptions.KEPT;
    }

    @Override
    public void onNoAnswer(UpstreamTry upstream, String failure) {
        attempts.add(upstream.failed(0, failure), Attempts.Kind.BROKEN);
        tryNext();
    }

    @Override
    public void onHead(UpstreamTry upstream, HttpClientResponse head) {
        int status = head.statusCode();
        if (status / 100 == 2 || isPassedOn(status)) {
            accept(upstream, head);
            return;
        }
        if (status == 429) {
            retryAfterOf(head);
        }
        attempts.add(upstream.failed(status, "status"), kindOf(status));
        discard(upstream, head);
        tryNext();
    }

    @Override
    public void onTooSlow(UpstreamTry upstream, Watchdog.Bound bound) {
        upstream.cancel();
        if (answer != null && upstream == current) {
            answer.onBroken(Outcome.TIMED_OUT);
        }
    }

    private void accept(UpstreamTry upstream, HttpClientResponse head) {
        Answer accepted = answerFor(upstream, head);
        answer = accepted;
        head.handler(chunk -> {
            if (!upstream.isEnded()) {
                upstream.alive();
                accepted.onChunk(chunk);
            }
        });
        head.endHandler(end -> {
            if (!upstream.isEnded()) {
                upstream.end();
                accepted.onEnd();
            }
        });
        head.exceptionHandler(failure -> {
            if (!upstream.isEnded()) {
                upstream.cancel();
                accepted.onBroken(Outcome.UPSTREAM_FAILED);
            }
        });
    }

    private Answer answerFor(UpstreamTry upstream, HttpClientResponse head) {
        Reply reply = new Reply(services, call, upstream, head, settlement);
        if (head.statusCode() / 100 != 2) {
            return new RejectedAnswer(reply);
        }
        String contentType = head.getHeader(HttpHeaders.CONTENT_TYPE);
        boolean events = contentType != null && contentType.startsWith("text/event-stream");
        return events
                ? new StreamAnswer(reply, loop, failure -> tryAnother(upstream, failure))
                : new PlainAnswer(reply, loop);
    }

    private boolean tryAnother(UpstreamTry upstream, String failure) {
        if (!route.hasNext()) {
            return false;
        }
        attempts.add(upstream.failed(0, failure), Attempts.Kind.BROKEN);
        upstream.cancel();
        answer = null;
        tryNext();
        return true;
    }

    /** The provider's judgement of the request itself, which another provider would share. */
    private static boolean isPassedOn(int status) {
        return status == 400 || status == 413 || status == 415 || status == 422;
    }

    private static Attempts.Kind kindOf(int status) {
        if (status == 429) {
            return Attempts.Kind.RATE_LIMITED;
        }
        return status / 100 == 4 ? Attempts.Kind.REFUSED : Attempts.Kind.BROKEN;
    }

    private void retryAfterOf(HttpClientResponse head) {
        String value = head.getHeader("Retry-After");
        // A date is allowed too, but no provider we know of sends one.
        if (value != null && value.matches("\\d{1,6}")) {
            attempts.retryAfter(Math.max(1, Integer.parseInt(value)));
        }
    }

    private static void discard(UpstreamTry upstream, HttpClientResponse head) {
        String length = head.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) <= DISCARDED_MAX) {
            head.handler(chunk -> {});
            head.exceptionHandler(failure -> upstream.end());
            head.endHandler(end -> upstream.end());
        } else {
            upstream.cancel();
        }
    }

    private void giveUp() {
        GatewayException refusal = attempts.refusal(call.model().name());
        Outcome outcome = attempts.timedOut() ? Outcome.TIMED_OUT : Outcome.UPSTREAM_FAILED;
        settlement.settle(
                new Settlement.Result(refusal.code().httpStatus(), outcome, null, Consumption.NONE, null, 0),
                () -> Refusal.write(
                        call.request().response(), refusal, call.start().id()));
    }

    private void callerGone() {
        if (settlement.isSettled()) {
            return;
        }
        UpstreamTry upstream = requireNonNull(current, "a call begins with a try");
        boolean sent = upstream.sentNanos() != 0;
        upstream.cancel();
        if (answer != null) {
            answer.onCallerGone();
        } else {
            settlement.settle(Settlement.Result.callerGone(call, sent, upstream.elapsedMicros()), () -> {});
        }
    }
}
