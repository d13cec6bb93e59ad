package io.grammage.gateway.relay;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.Outcome;
import io.vertx.core.buffer.Buffer;

/** The provider's refusal of the request itself, passed on as it is. Confined to an event loop. */
final class RejectedAnswer implements Answer {
    private static final int LENGTH_MAX = 1 << 20;

    private final Reply reply;
    private final Buffer body = Buffer.buffer();

    RejectedAnswer(Reply reply) {
        this.reply = reply;
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
        long lastByteNanos = reply.services().clock().nanos();
        settle(reply.head().statusCode(), Outcome.REJECTED, () -> {
            reply.prepareGathered(lastByteNanos);
            reply.copyHeader("Retry-After");
            reply.response().end(body);
        });
    }

    @Override
    public void onBroken(Outcome outcome) {
        GatewayException refusal = new GatewayException(
                ErrorCode.PROVIDER_BROKEN,
                "Provider " + reply.upstream().provider().id()
                        + " refused the request and broke off while it said why.");
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
