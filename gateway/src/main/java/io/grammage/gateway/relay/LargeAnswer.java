package io.grammage.gateway.relay;

import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.Outcome;
import io.grammage.gateway.ledger.Usage;
import io.grammage.gateway.wire.EnrichedUsage;
import io.grammage.gateway.wire.LargeAnswerRewriter;
import io.grammage.gateway.wire.ReportedUsage;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plain answer that is too large to gather: relayed as it comes, with the usage moved to its end, where the last bytes
 * wait for the record. Confined to an event loop.
 */
final class LargeAnswer {
    private final Reply reply;
    private final LargeAnswerRewriter rewriter;
    private final Outflow out;
    private long bytes;
    private boolean ended;

    LargeAnswer(Reply reply, RelayLoop loop) {
        this.reply = reply;
        out = new Outflow(reply, loop);
        rewriter = new LargeAnswerRewriter(reply.publicModel(), out::append);
    }

    /** Takes what was gathered before it was too much. */
    void begin(byte[] gathered, int length) {
        relay(gathered, length);
    }

    void onChunk(Buffer chunk) {
        relay(chunk.getBytes(), chunk.length());
    }

    private void relay(byte[] chunk, int length) {
        rewriter.feed(chunk, 0, length);
        bytes += length;
        reply.call().slot().progress(bytes, 0, 0);
        out.flushThisTurn();
    }

    void onEnd() {
        ended = true;
        long upstreamMicros = reply.upstream().elapsedMicros();
        byte @Nullable [] cut = rewriter.usage();
        Optional<ReportedUsage> reported = cut == null ? Optional.empty() : ReportedUsage.read(cut, 0, cut.length);
        Consumption consumption = reported.map(usage -> Consumption.reported(usage.toTokenCounts()))
                .orElseGet(this::estimated);
        Usage usage = reply.settlement().derive(consumption, upstreamMicros);
        byte[] members = reply.usageMembers(usage);
        byte[] ours = reported.isPresent() && cut != null
                ? EnrichedUsage.of(cut, 0, cut.length, members)
                : EnrichedUsage.of(consumption.tokens(), members);
        rewriter.finish(rewriter.usageStayed() ? null : ours);
        settle(reply.head().statusCode(), Outcome.COMPLETED, usage, out::end);
    }

    /** No tokenizer reads what is not kept: four bytes of the prompt count as a token, and of the answer likewise. */
    private Consumption estimated() {
        long output = reply.call().model().type().isGenerating() ? Math.ceilDiv(bytes, 4L) : 0;
        return Consumption.estimated(TokenCounts.of(reply.call().estimatedPromptTokens(), output), 0);
    }

    void onBroken(Outcome outcome) {
        if (!ended) {
            giveUp(outcome, () -> reply.call().request().connection().close());
        }
    }

    void onCallerGone() {
        giveUp(Outcome.CLIENT_GONE, () -> {});
    }

    private void giveUp(Outcome outcome, Runnable whenDurable) {
        Usage usage = reply.settlement().derive(estimated(), reply.upstream().elapsedMicros());
        settle(reply.head().statusCode(), outcome, usage, whenDurable);
    }

    private void settle(int status, Outcome outcome, Usage usage, Runnable whenDurable) {
        Settlement.Result result = new Settlement.Result(
                status,
                outcome,
                rewriter.finishReason(),
                usage.consumption(),
                null,
                reply.upstream().elapsedMicros());
        reply.settlement().settle(result, usage, whenDurable);
    }
}
