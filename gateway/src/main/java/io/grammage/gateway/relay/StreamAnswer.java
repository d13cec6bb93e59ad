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
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events, passed on event by event as they complete. What one turn of the loop brings is written at once. The
 * event that only reports usage is held back: at the end it goes, with cost and footprint, to a caller who asked for it.
 * {@code [DONE]} waits for the record. Confined to an event loop.
 */
final class StreamAnswer implements Answer {
    /** How long comments ahead of the first event wait for it: longer ones keep a connection alive, and are needed. */
    private static final long COMMENTS_HELD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final byte[] BLANK_LINE = {'\n', '\n'};

    private final Reply reply;
    private final Retreat retreat;
    private final SseScanner scanner = new SseScanner();
    private final AnswerReader reader;
    private final StreamTally tally;
    private final boolean usageWanted;
    private final Outflow out;
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
    private boolean begun;
    private long commentNanos;
    private @Nullable Long firstTokenMicros;

    StreamAnswer(Reply reply, RelayLoop loop, Retreat retreat) {
        this.reply = reply;
        out = new Outflow(reply, loop);
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
        if (begun || saysNothingForLong()) {
            out.flushThisTurn();
        }
        reply.call().slot().progress(tally.bytes(), tally.events(), tally.estimatedOutput());
    }

    /** Whether only comments came so far, and a second one later than the first. */
    private boolean saysNothingForLong() {
        long now = reply.services().clock().nanos();
        if (commentNanos == 0) {
            commentNanos = now;
        }
        return now - commentNanos >= COMMENTS_HELD_NANOS;
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
            begun |= event.hasData();
            event.writeTo(out::append);
            return;
        }
        chunk(event, shape);
    }

    private void chunk(SseEvent event, AnswerShape shape) {
        if (shape.error() && retreats("error_event")) {
            return;
        }
        begun = true;
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
            if (shape.choices() <= 0 && !shape.error()) {
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
        splice.writeTo(out::append);
    }

    private static boolean isNull(byte[] data, Span value) {
        return data[value.start()] == 'n';
    }

    /** Before anything was passed on, a stream that fails is another provider's turn. */
    private boolean retreats(String failure) {
        if (begun || out.begun()) {
            return false;
        }
        abandoned = retreat.tryAnother(failure);
        if (abandoned) {
            out.discard();
        }
        return abandoned;
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
                out.append(BLANK_LINE);
            }
        }
        out.flush();
        Outcome outcome = failed ? Outcome.UPSTREAM_FAILED : Outcome.COMPLETED;
        Usage usage = derive();
        settle(outcome, usage, () -> {
            if (usageWanted) {
                out.append(usageEvent(usage));
            }
            out.append(tail.getBytes());
            out.end();
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
        if (own != null && shape != null && shape.choices() == 0) {
            Splice splice = AnswerSplice.renamed(Splice.of(own, 0, own.length), shape, reply.publicModel());
            data = AnswerSplice.withUsage(splice, shape, ours).toBytes();
        } else {
            data = UsageChunk.of(
                    own == null ? firstChunk : own, reply.call().model().name(), ours);
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
        if (begun) {
            out.flush();
        }
        settle(outcome, derive(), () -> {
            GatewayException refusal = reply.breakage(outcome, "after " + tally.events() + " events");
            if (out.begun()) {
                out.append(SseWriter.error(refusal));
                out.end();
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
