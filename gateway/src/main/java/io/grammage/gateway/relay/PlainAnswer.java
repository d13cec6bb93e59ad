package io.grammage.gateway.relay;

import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.Outcome;
import io.grammage.gateway.ledger.Usage;
import io.grammage.gateway.wire.AnswerReader;
import io.grammage.gateway.wire.AnswerShape;
import io.grammage.gateway.wire.AnswerSplice;
import io.grammage.gateway.wire.EnrichedUsage;
import io.grammage.gateway.wire.JsonString;
import io.grammage.gateway.wire.ReportedUsage;
import io.grammage.gateway.wire.Span;
import io.grammage.gateway.wire.Splice;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is not a stream: gathered, given its usage, and sent whole. One of more than {@value #GATHERED_MAX}
 * bytes is handed to a {@link LargeAnswer} on the way. Confined to an event loop.
 */
final class PlainAnswer implements Answer {
    /** Bytes that are gathered, at most. */
    static final int GATHERED_MAX = 1 << 20;

    private static final int FIRST_CAPACITY = 2 * 1024;

    private final Reply reply;
    private final RelayLoop loop;
    private final Retreat retreat;
    private byte[] body;
    private int length;
    private boolean complete;
    private @Nullable LargeAnswer large;

    PlainAnswer(Reply reply, RelayLoop loop, Retreat retreat) {
        this.reply = reply;
        this.loop = loop;
        this.retreat = retreat;
        String declared = reply.head().getHeader(HttpHeaders.CONTENT_LENGTH);
        body = new byte[declared == null ? FIRST_CAPACITY : (int) Math.min(Long.parseLong(declared), GATHERED_MAX)];
    }

    @Override
    public void onChunk(Buffer chunk) {
        if (large != null) {
            large.onChunk(chunk);
            return;
        }
        int needed = length + chunk.length();
        if (needed > GATHERED_MAX) {
            becomeLarge(chunk);
            return;
        }
        if (needed > body.length) {
            body = Arrays.copyOf(body, Math.min(GATHERED_MAX, Math.max(needed, 2 * body.length)));
        }
        chunk.getBytes(body, length);
        length = needed;
    }

    private void becomeLarge(Buffer chunk) {
        LargeAnswer relayed = new LargeAnswer(reply, loop);
        large = relayed;
        relayed.begin(body, length);
        body = new byte[0];
        relayed.onChunk(chunk);
    }

    @Override
    public void onEnd() {
        if (large != null) {
            large.onEnd();
            return;
        }
        complete = true;
        long lastByteNanos = reply.services().clock().nanos();
        long upstreamMicros = reply.upstream().elapsedMicros();
        AnswerShape shape = new AnswerReader(reply.publicModel()).read(body, 0, length);
        Span usage = shape == null ? null : shape.usage();
        Optional<ReportedUsage> reported =
                usage == null ? Optional.empty() : ReportedUsage.read(body, usage.start(), usage.end());
        if (reported.isPresent()) {
            Consumption consumption = Consumption.reported(reported.get().toTokenCounts());
            send(new Gathered(shape, usage, consumption, upstreamMicros, lastByteNanos));
        } else {
            estimate(consumption -> send(new Gathered(shape, null, consumption, upstreamMicros, lastByteNanos)));
        }
    }

    /**
     * A complete answer.
     *
     * @param shape what was read of it, or null when it is no JSON object and goes on untouched
     * @param reported where the usage stands whose counts hold, or null where they were estimated
     */
    private record Gathered(
            @Nullable AnswerShape shape,
            @Nullable Span reported,
            Consumption consumption,
            long upstreamMicros,
            long lastByteNanos) {}

    /** Counting takes as long as it takes, so it happens on a thread of its own, and the answer waits for it. */
    private void estimate(Consumer<Consumption> next) {
        Call call = reply.call();
        byte[] request = Arrays.copyOf(call.body().bytes(), call.body().length());
        byte[] answer = Arrays.copyOf(body, length);
        reply.services().blocking().execute(() -> {
            Consumption counted =
                    reply.services().estimator().estimate(call.start().endpoint(), call.model(), request, answer);
            loop.executor().execute(() -> next.accept(counted));
        });
    }

    private void send(Gathered gathered) {
        Usage usage = reply.settlement().derive(gathered.consumption(), gathered.upstreamMicros());
        AnswerShape shape = gathered.shape();
        byte[] answer = shape == null ? Arrays.copyOf(body, length) : enriched(shape, gathered.reported(), usage);
        Settlement.Result result = new Settlement.Result(
                reply.head().statusCode(),
                Outcome.COMPLETED,
                shape == null ? null : shape.finishReason(),
                gathered.consumption(),
                null,
                gathered.upstreamMicros());
        reply.settlement().settle(result, usage, () -> {
            if (reply.isOpen()) {
                reply.prepareGathered(gathered.lastByteNanos());
                reply.response().end(BufferInternal.buffer(Unpooled.wrappedBuffer(answer)));
            }
        });
    }

    private byte[] enriched(AnswerShape shape, @Nullable Span reported, Usage usage) {
        JsonString publicModel = reply.publicModel();
        byte[] members = reply.usageMembers(usage);
        byte[] ours = reported == null
                ? EnrichedUsage.of(usage.consumption().tokens(), members)
                : EnrichedUsage.of(body, reported.start(), reported.end(), members);
        Splice splice = Splice.of(body, 0, length);
        AnswerSplice.renamed(splice, shape, publicModel);
        return AnswerSplice.withUsage(splice, shape, ours).toBytes();
    }

    @Override
    public void onBroken(Outcome outcome) {
        if (large != null) {
            large.onBroken(outcome);
            return;
        }
        // Nothing was passed on yet; but a provider that was too slow has used up the caller's time.
        if (outcome == Outcome.UPSTREAM_FAILED && !complete && retreat.tryAnother("reset")) {
            return;
        }
        GatewayException refusal = reply.breakage(outcome, "after " + length + " bytes");
        // What was generated is not known, but the prompt was read.
        reply.settlement()
                .settle(
                        new Settlement.Result(
                                refusal.code().httpStatus(),
                                outcome,
                                null,
                                reply.call().estimatedPrompt(),
                                null,
                                reply.upstream().elapsedMicros()),
                        () -> Refusal.write(
                                reply.response(), refusal, reply.call().start().id()));
    }

    @Override
    public void onCallerLeft() {
        reply.readOn();
    }

    @Override
    public void onCallerGone() {
        if (large != null) {
            large.onCallerGone();
            return;
        }
        if (complete) {
            // All that was generated is here and is being counted; the settlement knows that nobody hears it.
            return;
        }
        reply.settlement()
                .settle(
                        Settlement.Result.callerGone(
                                reply.call(), true, reply.upstream().elapsedMicros()),
                        () -> {});
    }
}
