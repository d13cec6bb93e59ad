package io.grammage.gateway.relay;

import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.ledger.Attempt;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.Outcome;
import io.grammage.gateway.wire.RequestSplice;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a call to its providers, one after the other until one begins to answer, and hands that answer to an
 * {@link Answer}. Every way it can go ends in one settlement. Confined to an event loop.
 */
final class Exchange implements UpstreamTry.Listener, Retreat {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final long DISCARDED_MAX = 64 * 1024;
    private static final long NO_TIMER = -1;

    private final RelayServices services;
    private final RelayLoop loop;
    private final Call call;
    private final Route route;
    private final Attempts attempts = new Attempts();
    private final Settlement settlement;
    private int tries;
    private long pauseTimer = NO_TIMER;
    private boolean callerLeft;
    private @Nullable UpstreamTry current;
    private @Nullable Answer answer;

    Exchange(RelayServices services, RelayLoop loop, Call call, Route route) {
        this.services = services;
        this.loop = loop;
        this.call = call;
        this.route = route;
        settlement = new Settlement(
                services, loop, call, attempts, () -> loop.exchanges().remove(this));
    }

    void begin() {
        loop.exchanges().add(this);
        HttpServerResponse response = call.request().response();
        response.exceptionHandler(failure ->
                LOG.debug("The connection of call {} broke", call.start().id(), failure));
        response.closeHandler(closed -> callerGone());
        proceed();
    }

    private void proceed() {
        pauseTimer = NO_TIMER;
        if (callerLeft) {
            settleUnheard();
            return;
        }
        take(route.next(services.clock().nanos()));
    }

    private void take(Route.Step step) {
        switch (step) {
            case Route.Step.Try(Model model, Provider provider) -> tryAt(call.servedBy(model), provider);
            case Route.Step.Pause(long nanos) ->
                pauseTimer =
                        loop.vertx().setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)), timer -> proceed());
            case Route.Step.End() -> giveUp();
        }
    }

    private void tryAt(Call served, Provider provider) {
        settlement.routed(served, provider);
        tries++;
        UpstreamTry next = new UpstreamTry(services, loop, served, provider, tries, this);
        current = next;
        next.start(streamOptions(provider));
    }

    private RequestSplice.StreamOptions streamOptions(Provider provider) {
        if (!call.envelope().stream()) {
            return RequestSplice.StreamOptions.KEPT;
        }
        return switch (provider.streamUsage()) {
            case ASK -> RequestSplice.StreamOptions.WITH_USAGE;
            case ALWAYS_SENT -> RequestSplice.StreamOptions.KEPT;
            case NEVER -> RequestSplice.StreamOptions.REMOVED;
        };
    }

    @Override
    public void onNoAnswer(UpstreamTry upstream, String failure) {
        noteFailed(upstream, upstream.failed(0, failure), Attempts.Kind.of(failure), 0);
        long wait = upstream.circuitWaitSeconds();
        if (wait > 0) {
            attempts.retryAfter((int) wait);
        }
        proceed();
    }

    @Override
    public void onHead(UpstreamTry upstream, HttpClientResponse head) {
        int status = head.statusCode();
        if (status / 100 == 2 || isPassedOn(status)) {
            accept(upstream, head);
            return;
        }
        long waitNanos = 0;
        OptionalInt wait = status == 429 || status == 503
                ? RetryAfter.seconds(
                        head.getHeader("Retry-After"), services.clock().now())
                : OptionalInt.empty();
        if (wait.isPresent()) {
            attempts.retryAfter(Math.max(1, wait.getAsInt()));
            waitNanos = TimeUnit.SECONDS.toNanos(wait.getAsInt());
            upstream.coolFor(waitNanos);
        }
        noteFailed(upstream, upstream.failed(status, "status"), kindOf(status), waitNanos);
        discard(upstream, head);
        proceed();
    }

    private void noteFailed(UpstreamTry upstream, Attempt failed, Attempts.Kind kind, long waitNanos) {
        attempts.add(failed, kind);
        if (kind.mayPass()) {
            route.failedForNow(upstream.provider(), services.clock().nanos() + waitNanos);
        }
    }

    @Override
    public void onTooSlow(UpstreamTry upstream, Watchdog.Bound bound) {
        upstream.cancel();
        upstream.broke(bound.failure());
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
                upstream.broke("reset");
                accepted.onBroken(Outcome.UPSTREAM_FAILED);
            }
        });
    }

    private Answer answerFor(UpstreamTry upstream, HttpClientResponse head) {
        Reply reply = new Reply(services, upstream, head, settlement);
        if (head.statusCode() / 100 != 2) {
            return new RejectedAnswer(reply, this);
        }
        String contentType = head.getHeader(HttpHeaders.CONTENT_TYPE);
        boolean events = contentType != null && contentType.startsWith("text/event-stream");
        return events ? new StreamAnswer(reply, loop, this) : new PlainAnswer(reply, loop, this);
    }

    @Override
    public boolean tryAnother(String failure) {
        UpstreamTry left = current;
        if (left == null || settlement.isSettled() || callerLeft) {
            return false;
        }
        Attempts.Kind kind = Attempts.Kind.of(failure);
        if (kind.mayPass()) {
            route.failedForNow(left.provider(), services.clock().nanos());
        }
        Route.Step step = route.next(services.clock().nanos());
        if (step instanceof Route.Step.End) {
            return false;
        }
        leave(left, left.failed(0, failure), kind);
        take(step);
        return true;
    }

    @Override
    public boolean tryFallback(int status) {
        UpstreamTry left = current;
        if (left == null || settlement.isSettled() || callerLeft || !route.leaveModel()) {
            return false;
        }
        leave(left, left.failed(status, "context_length_exceeded"), Attempts.Kind.TOLD);
        proceed();
        return true;
    }

    private void leave(UpstreamTry left, Attempt failed, Attempts.Kind kind) {
        attempts.add(failed, kind);
        left.cancel();
        answer = null;
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
        settleUnanswered(refusal, outcome, Consumption.NONE);
    }

    private void settleUnanswered(GatewayException refusal, Outcome outcome, Consumption consumption) {
        settlement.settle(
                new Settlement.Result(refusal.code().httpStatus(), outcome, null, consumption, null, 0),
                () -> Refusal.write(
                        call.request().response(), refusal, call.start().id()));
    }

    private void callerGone() {
        if (settlement.isSettled() || callerLeft) {
            return;
        }
        callerLeft = true;
        settlement.callerLeft();
        if (services.settings().drainsAbandoned() && isAtProvider()) {
            if (answer != null) {
                answer.onCallerLeft();
            }
            return;
        }
        stopTrying();
        if (answer != null) {
            answer.onCallerGone();
        } else {
            settleUnheard();
        }
    }

    private boolean isAtProvider() {
        return current != null && current.sentNanos() != 0 && !current.isEnded();
    }

    private void stopTrying() {
        if (pauseTimer != NO_TIMER) {
            loop.vertx().cancelTimer(pauseTimer);
        }
        if (current != null) {
            current.cancel();
        }
    }

    /** The caller left before any answer came. */
    private void settleUnheard() {
        UpstreamTry upstream = current;
        boolean sent = upstream != null && upstream.sentNanos() != 0;
        settlement.settle(
                Settlement.Result.callerGone(call, sent, upstream == null ? 0 : upstream.elapsedMicros()), () -> {});
    }

    /** This node stops and waits no longer: ends the call as what it is, and tells the caller. */
    void interrupt() {
        if (settlement.isSettled()) {
            return;
        }
        boolean sent = current != null && current.sentNanos() != 0;
        stopTrying();
        if (answer != null) {
            answer.onBroken(Outcome.INTERRUPTED);
        } else {
            Consumption consumption = sent ? call.estimatedPrompt() : Consumption.NONE;
            settleUnanswered(
                    new GatewayException(
                            ErrorCode.SHUTTING_DOWN, "This node is stopping and waits no longer. Try another."),
                    Outcome.INTERRUPTED,
                    consumption);
        }
    }
}
