package io.grammage.gateway.relay;

import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.Ending;
import io.grammage.gateway.ledger.Outcome;
import io.grammage.gateway.ledger.Served;
import io.grammage.gateway.ledger.Usage;
import io.grammage.gateway.ledger.UsageRecord;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one end of a call: derives its usage, writes its record, and lets the last bytes go only when the record is
 * durable. A call is settled once; what comes later is ignored. Confined to an event loop.
 */
final class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private final RelayServices services;
    private final RelayLoop loop;
    private final Attempts attempts;
    private final Runnable ended;
    private Call call;
    private @Nullable Provider provider;
    private boolean callerLeft;
    private boolean settled;
    private long overheadNanos;

    /**
     * How a call ended.
     *
     * @param status the HTTP status for the caller
     * @param firstTokenMicros from the start of the call to the first event of a stream, or null
     * @param upstreamMicros how long the provider that served it took
     */
    record Result(
            int status,
            Outcome outcome,
            @Nullable String finishReason,
            Consumption consumption,
            @Nullable Long firstTokenMicros,
            long upstreamMicros) {

        private static final int CLIENT_CLOSED_REQUEST = 499;

        /** The caller left before anything of the answer came: at most the prompt was consumed. */
        static Result callerGone(Call call, boolean requestSent, long upstreamMicros) {
            Consumption consumption = requestSent ? call.estimatedPrompt() : Consumption.NONE;
            return new Result(CLIENT_CLOSED_REQUEST, Outcome.CLIENT_GONE, null, consumption, null, upstreamMicros);
        }
    }

    /** The settlement of a call; the task runs when nothing of the call is left. */
    Settlement(RelayServices services, RelayLoop loop, Call call, Attempts attempts, Runnable ended) {
        this.services = services;
        this.loop = loop;
        this.call = call;
        this.attempts = attempts;
        this.ended = ended;
    }

    /** The call, served by this model, goes to this provider now; the slot knows before the provider does. */
    void routed(Call served, Provider next) {
        call = served;
        provider = next;
        call.slot().routed(call.model().name(), served(next), call.model().prices());
    }

    /** The caller has left; what is still on its way is read to its end for its counts. */
    void callerLeft() {
        callerLeft = true;
    }

    /** What the gateway itself added to the latency. */
    void overhead(long nanos) {
        overheadNanos = nanos;
    }

    boolean isSettled() {
        return settled;
    }

    /** Usage of the call if that is what it consumed. */
    Usage derive(Consumption consumption, long upstreamMicros) {
        return services.derivation().derive(call.model(), provider, call.start().mode(), consumption, upstreamMicros);
    }

    /** Settles with the usage derived from the result, then goes on when the record is durable. */
    void settle(Result result, Runnable whenDurable) {
        settle(result, derive(result.consumption(), result.upstreamMicros()), whenDurable);
    }

    /** Settles with usage that was derived before, then goes on when the record is durable. */
    void settle(Result result, Usage usage, Runnable whenDurable) {
        if (settled) {
            return;
        }
        settled = true;
        UsageRecord record = record(result, usage);
        services.journal().append(record, loop.executor()).whenComplete((done, failure) -> {
            if (failure == null) {
                call.slot().close();
                whenDurable.run();
            } else {
                // The slot stays open: at the next start the call is recorded as interrupted, if nothing better is
                // known.
                LOG.error("The record of call {} could not be made durable", record.id(), failure);
                withhold();
            }
            finish(record);
        });
    }

    private void finish(UsageRecord record) {
        call.body().release();
        FinishedCall finished = new FinishedCall(
                record, overheadNanos, call.request().response().bytesWritten());
        services.listeners().forEach(listener -> listener.onFinished(finished));
        ended.run();
    }

    /** An answer whose record may be lost is not given: refused while nothing was sent, else broken off. */
    private void withhold() {
        HttpServerResponse response = call.request().response();
        if (response.headWritten()) {
            call.request().connection().close();
        } else {
            GatewayException refusal = new GatewayException(
                    ErrorCode.LEDGER_UNAVAILABLE,
                    "The answer is withheld because its usage could not be recorded. Try again later.");
            Refusal.write(response, refusal, call.start().id());
        }
    }

    private UsageRecord record(Result result, Usage usage) {
        long latencyMicros = (services.clock().nanos() - call.receivedNanos()) / 1_000;
        boolean unheard = callerLeft && result.outcome() == Outcome.COMPLETED;
        Outcome outcome = unheard ? Outcome.CLIENT_GONE : result.outcome();
        Ending ending =
                new Ending(result.status(), outcome, result.finishReason(), latencyMicros, result.firstTokenMicros());
        return new UsageRecord(
                call.start(), provider == null ? null : served(provider), ending, usage, attempts.failed());
    }

    private Served served(Provider by) {
        return new Served(
                by.id(),
                by.modelName(),
                by.hosting().zone(),
                call.model().card().region(),
                null);
    }
}
