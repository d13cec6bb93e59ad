package io.grammage.gateway.relay;

import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.ledger.Outcome;
import io.grammage.gateway.ledger.Usage;
import io.grammage.gateway.wire.AnswerReader;
import io.grammage.gateway.wire.AnswerShape;
import io.grammage.gateway.wire.AnswerSplice;
import io.grammage.gateway.wire.EnrichedUsage;
import io.grammage.gateway.wire.ReportedUsage;
import io.grammage.gateway.wire.Span;
import io.grammage.gateway.wire.Splice;
import io.grammage.gateway.wire.SseEvent;
import io.grammage.gateway.wire.SseScanner;
import io.grammage.gateway.wire.SseWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events, passed on event by event as they complete. What one turn of the loop brings is written at once. The
 * event that only reports usage is held back: at the end it goes, with cost and footprint, to a caller who asked for it.
 * {@code [DONE]} waits for the record. Confined to an event loop.
 */
final class StreamAnswer implements Answer {
    /** Bytes that one turn of the loop gathers, about; what a provider sends beyond waits for the next. */
    private static final int GATHERED_MAX = 32 * 1024;

    private final Reply reply;
    private final RelayLoop loop;
    private final Retreat retreat;
    private final SseScanner scanner = new SseScanner();
    private final AnswerReader reader;
    private final StreamTally tally;
    private final boolean usageWanted;
    private Buffer out = Buffer.buffer();
    /** All from {@code [DONE]} on. */
    private final Buffer tail = Buffer.buffer();
    /** Data of the event that only reports usage. */
    private byte @Nullable [] usageChunk;
    /** The usage that was reported last. */
    private byte @Nullable [] lastUsage;
    /** Data of the first chunk, of which a usage event is made where the provider sends none. */
    private byte @Nullable [] firstChunk;

    private boolean done;
    private boolean abandoned;
    private boolean failed;
    private boolean flushing;
    private boolean paused;
    private boolean headSent;
    private @Nullable Long firstTokenMicros;

    StreamAnswer(Reply reply, RelayLoop loop, Retreat retreat) {
        this.reply = reply;
        this.loop = loop;
        this.retreat = retreat;
        reader = new AnswerReader(reply.publicModel());
        tally = new StreamTally(reply.call().estimatedPromptTokens());
        usageWanted = reply.call().envelope().includeUsage()
                || reply.services().settings().usageAlwaysInStreams();
    }

    @Override
    public void onChunk(Buffer chunk) {
        if (abandoned) {
            return;
        }
        byte[] bytes = chunk.getBytes();
        tally.bytes(bytes.length);
        scanner.feed(bytes, 0, bytes.length);
        if (!readEvents()) {
            return;
        }
        flushThisTurn();
        reply.call().slot().progress(tally.bytes(), tally.events(), tally.estimatedOutput());
        if (out.length() >= GATHERED_MAX) {
            reply.head().pause();
            paused = true;
        }
    }

    /** Takes all events that are complete; false when the stream is no longer this answer's. */
    private boolean readEvents() {
        try {
            for (SseEvent event = scanner.next(); event != null && !abandoned; event = scanner.next()) {
                event(event);
            }
        } catch (GatewayException e) {
            reply.upstream().cancel();
            onBroken(Outcome.UPSTREAM_FAILED);
            return false;
        }
        return !abandoned;
    }

    private void event(SseEvent event) {
        if (done || event.done()) {
            done = true;
            event.writeTo((bytes, start, length) -> tail.appendBytes(bytes, start, length));
            return;
        }
        AnswerShape shape = event.hasData() ? reader.read(event.data(), event.dataStart(), event.dataEnd()) : null;
        if (shape == null) {
            // Comments, keep-alives, and what is no JSON object: passed on untouched.
            event.writeTo(this::pass);
            return;
        }
        chunk(event, shape);
    }

    private void pass(byte[] bytes, int start, int length) {
        out.appendBytes(bytes, start, length);
    }

    private void chunk(SseEvent event, AnswerShape shape) {
        if (shape.error() && retreats("error_event")) {
            return;
        }
        if (firstTokenMicros == null) {
            firstTokenMicros = reply.sinceStartMicros();
        }
        Span span = shape.usage();
        ReportedUsage usage = span == null
                ? null
                : ReportedUsage.read(event.data(), span.start(), span.end()).orElse(null);
        tally.chunk(shape, usage);
        failed |= shape.error();
        if (span != null && usage != null) {
            reply.call().slot().usage(usage.toTokenCounts());
            lastUsage = Arrays.copyOfRange(event.data(), span.start(), span.end());
            if (shape.choices() == 0) {
                usageChunk = Arrays.copyOfRange(event.data(), event.dataStart(), event.dataEnd());
                return;
            }
        }
        if (usageWanted && firstChunk == null) {
            firstChunk = Arrays.copyOfRange(event.data(), event.dataStart(), event.dataEnd());
        }
        Splice splice = AnswerSplice.renamed(event.splice(), shape, reply.publicModel());
        if (span != null && !usageWanted && isNull(event.data(), span)) {
            // What the provider says of the usage that the gateway asked for, and the caller did not.
            AnswerSplice.withoutUsage(splice, shape);
        }
        splice.writeTo(this::pass);
    }

    private static boolean isNull(byte[] data, Span value) {
        return data[value.start()] == 'n';
    }

    /** Before anything was passed on, a stream that fails is another provider's turn. */
    private boolean retreats(String failure) {
        if (headSent || tally.events() > 0) {
            return false;
        }
        abandoned = retreat.tryAnother(failure);
        return abandoned;
    }

    /** Writes once in this turn of the loop, whatever number of pieces it brings. */
    private void flushThisTurn() {
        if (out.length() > 0 && !flushing) {
            flushing = true;
            loop.executor().execute(this::flush);
        }
    }

    private void flush() {
        flushing = false;
        if (abandoned) {
            return;
        }
        if (out.length() > 0) {
            if (reply.isOpen()) {
                sendHead();
                reply.response().write(out);
            }
            out = Buffer.buffer();
        }
        boolean held = reply.holdBack();
        if (paused && !held) {
            reply.head().resume();
        }
        paused = false;
    }

    private void sendHead() {
        if (!headSent) {
            headSent = true;
            reply.prepareFlowing();
            HttpServerResponse response = reply.response();
            // A caller that speaks HTTP/1.0 knows no chunks: for it the answer ends with the connection.
            response.setChunked(reply.call().request().version() != HttpVersion.HTTP_1_0);
            reply.copyHeader(HttpHeaders.CACHE_CONTROL);
        }
    }

    @Override
    public void onEnd() {
        if (abandoned) {
            return;
        }
        SseEvent rest = scanner.finish();
        if (rest != null) {
            event(rest);
            if (abandoned) {
                return;
            }
            if (usageWanted && !done && !rest.terminated()) {
                // The usage event would otherwise become part of this one.
                out.appendString("\n\n");
            }
        }
        flush();
        Outcome outcome = failed ? Outcome.UPSTREAM_FAILED : Outcome.COMPLETED;
        Usage usage = derive();
        settle(outcome, usage, () -> {
            if (reply.isOpen()) {
                sendHead();
                if (usageWanted) {
                    out.appendBytes(usageEvent(usage));
                }
                reply.response().end(out.appendBuffer(tail));
            }
        });
    }

    /** The last event before {@code [DONE]}: the provider's own with our usage, or one made of its first chunk. */
    private byte[] usageEvent(Usage usage) {
        byte[] members = reply.usageMembers(usage);
        byte[] reported = lastUsage;
        byte[] ours = reported == null
                ? EnrichedUsage.of(usage.consumption().tokens(), members)
                : EnrichedUsage.of(reported, 0, reported.length, members);
        byte[] own = usageChunk;
        AnswerShape shape = own == null ? null : reader.read(own, 0, own.length);
        byte[] data;
        if (own != null && shape != null) {
            Splice splice = AnswerSplice.renamed(Splice.of(own, 0, own.length), shape, reply.publicModel());
            data = AnswerSplice.withUsage(splice, shape, ours).toBytes();
        } else {
            data = UsageChunk.of(firstChunk, reply.call().model().name(), ours);
        }
        return SseWriter.event(data);
    }

    @Override
    public void onBroken(Outcome outcome) {
        if (abandoned || reply.settlement().isSettled()) {
            return;
        }
        if (outcome == Outcome.UPSTREAM_FAILED && retreats("reset")) {
            return;
        }
        flush();
        settle(outcome, derive(), () -> {
            GatewayException refusal = reply.breakage(outcome, "after " + tally.events() + " events");
            if (headSent && reply.isOpen()) {
                reply.response().end(Buffer.buffer(SseWriter.error(refusal)));
            } else {
                Refusal.write(reply.response(), refusal, reply.call().start().id());
            }
        });
    }

    @Override
    public void onCallerGone() {
        settle(Outcome.CLIENT_GONE, derive(), () -> {});
    }

    @Override
    public void onCallerLeft() {
        reply.readOn();
    }

    private Usage derive() {
        return reply.settlement().derive(tally.consumption(), reply.upstream().elapsedMicros());
    }

    private void settle(Outcome outcome, Usage usage, Runnable whenDurable) {
        Settlement.Result result = new Settlement.Result(
                reply.head().statusCode(),
                outcome,
                tally.finishReason(),
                usage.consumption(),
                firstTokenMicros,
                reply.upstream().elapsedMicros());
        reply.settlement().settle(result, usage, whenDurable);
    }
}
