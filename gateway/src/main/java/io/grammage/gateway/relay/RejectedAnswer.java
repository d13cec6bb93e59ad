package io.grammage.gateway.relay;

import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.Outcome;
import io.grammage.gateway.wire.ReportedError;
import io.vertx.core.buffer.Buffer;

/** The provider's refusal of the request itself, passed on as it is. Confined to an event loop. */
final class RejectedAnswer implements Answer {
    private static final int LENGTH_MAX = 1 << 20;

    private static final String TOO_LONG_CODE = "context_length_exceeded";
    /** How vLLM says it, whose code is only the status. */
    private static final String TOO_LONG_SENTENCE = "maximum context length";

    private final Reply reply;
    private final Retreat retreat;
    private final Buffer body = Buffer.buffer();

    RejectedAnswer(Reply reply, Retreat retreat) {
        this.reply = reply;
        this.retreat = retreat;
    }

    @Override
    public void onChunk(Buffer chunk) {
        if (body.length() + chunk.length() > LENGTH_MAX) {
            reply.upstream().cancel();
            onBroken(Outcome.UPSTREAM_FAILED);
            return;
        }
        body.appendBuffer(chunk);
    }

    @Override
    public void onEnd() {
        int status = reply.head().statusCode();
        if (status == 400 && isPromptTooLong() && retreat.tryFallback(status)) {
            return;
        }
        long lastByteNanos = reply.services().clock().nanos();
        settle(status, Outcome.REJECTED, () -> {
            reply.prepareGathered(lastByteNanos);
            reply.copyHeader("Retry-After");
            reply.response().end(body);
        });
    }

    @Override
    public void onBroken(Outcome outcome) {
        GatewayException refusal = reply.breakage(outcome, "while it said what is wrong with the request");
        settle(
                refusal.code().httpStatus(),
                outcome,
                () -> Refusal.write(
                        reply.response(), refusal, reply.call().start().id()));
    }

    @Override
    public void onCallerGone() {
        settle(reply.head().statusCode(), Outcome.CLIENT_GONE, () -> {});
    }

    @Override
    public void onCallerLeft() {
        // It is short, and was never held back.
    }

    private boolean isPromptTooLong() {
        return ReportedError.read(body.getBytes())
                .map(error ->
                        TOO_LONG_CODE.equals(error.code()) || error.message().contains(TOO_LONG_SENTENCE))
                .orElse(false);
    }

    private void settle(int status, Outcome outcome, Runnable whenDurable) {
        reply.upstream().end();
        reply.settlement()
                .settle(
                        new Settlement.Result(
                                status,
                                outcome,
                                null,
                                Consumption.NONE,
                                null,
                                reply.upstream().elapsedMicros()),
                        whenDurable);
    }
}
