package io.grammage.gateway.simulator;

import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.simulator.Script.Ending;
import io.netty.channel.ChannelOption;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays one script: sends each piece when it is due and the client has room for it, and ends as the script says. What
 * is due at the same time is written together. Used by one event loop.
 */
final class Transmission {
    private static final Logger LOG = LoggerFactory.getLogger(Transmission.class);
    private static final int LARGEST_WRITE = 16 * 1024;
    private static final CharSequence SERVER = HttpHeaders.createOptimized(Generation.FINGERPRINT);

    private final Vertx vertx;
    private final Clock clock;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Script script;
    private final CallRecord record;
    private final int piecesPerWrite;
    private final long startNanos;
    private final List<Piece> gathered = new ArrayList<>();
    private int gatheredBytes;
    private @Nullable Piece upcoming;
    private @Nullable Timer timer;
    private boolean yielding;
    private boolean hanging;

    /**
     * @param piecesPerWrite pieces that are written together, each such write by itself, or 0 for what is due
     */
    Transmission(
            Vertx vertx, Clock clock, HttpServerRequest request, Script script, CallRecord record, int piecesPerWrite) {
        this.vertx = vertx;
        this.clock = clock;
        this.request = request;
        this.response = request.response();
        this.script = script;
        this.record = record;
        this.piecesPerWrite = piecesPerWrite;
        this.startNanos = clock.nanos();
    }

    /** Begins to send; everything else happens on this event loop. */
    void begin() {
        record.answered(script.status());
        response.setStatusCode(script.status());
        response.putHeader(HttpHeaders.SERVER, SERVER);
        script.headers().forEach(response::putHeader);
        if (script.length() == Script.CHUNKED) {
            response.setChunked(true);
        } else {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(script.length()));
        }
        response.closeHandler(nothing -> gone());
        response.drainHandler(nothing -> advance());
        if (script.headAtOnce()) {
            response.writeHead();
        }
        advance();
    }

    /** Sends what can be sent now. Called again when a piece is due, or when there is room. */
    private void advance() {
        try {
            boolean more = true;
            while (more && !record.ended() && !hanging && timer == null && !yielding) {
                more = step();
            }
        } catch (RuntimeException e) {
            LOG.error("the simulator failed to make an answer", e);
            record.end(CallEnd.FAILED);
            request.connection().close();
        }
    }

    /** Gathers one piece, or does what is to be done instead; false when there is something to wait for. */
    private boolean step() {
        if (response.writeQueueFull()) {
            return false;
        }
        if (upcoming == null && script.body().hasNext()) {
            upcoming = script.body().next();
        }
        if (upcoming == null) {
            finish();
            return false;
        }
        long waitNanos = upcoming.dueNanos() - (clock.nanos() - startNanos);
        if (waitNanos > 0) {
            flush();
            wake(waitNanos);
            return false;
        }
        gathered.add(upcoming);
        gatheredBytes += upcoming.bytes().length;
        upcoming = null;
        boolean counted = piecesPerWrite > 0 && gathered.size() >= piecesPerWrite;
        if (gatheredBytes >= LARGEST_WRITE || counted) {
            flush();
        }
        if (counted && script.body().hasNext()) {
            giveWay();
            return false;
        }
        return true;
    }

    private void wake(long waitNanos) {
        Timer wakeUp = vertx.timer(waitNanos, TimeUnit.NANOSECONDS);
        timer = wakeUp;
        wakeUp.onSuccess(nothing -> {
            timer = null;
            advance();
        });
    }

    /** Lets the event loop write before the next piece is gathered. */
    private void giveWay() {
        yielding = true;
        vertx.runOnContext(nothing -> {
            yielding = false;
            advance();
        });
    }

    private void flush() {
        if (!gathered.isEmpty()) {
            response.write(take());
        }
    }

    /** Everything gathered as one buffer, counted as sent. */
    private Buffer take() {
        Buffer buffer = Buffer.buffer(gatheredBytes);
        for (Piece piece : gathered) {
            buffer.appendBytes(piece.bytes());
            record.sent(piece);
        }
        gathered.clear();
        gatheredBytes = 0;
        return buffer;
    }

    private void finish() {
        Ending ending = script.ending().get();
        Buffer last = take();
        switch (ending) {
            case COMPLETE -> {
                record.end(script.asWhat());
                response.end(last);
            }
            case CLOSE, RESET -> {
                record.end(CallEnd.CUT);
                if (last.length() == 0) {
                    cut(ending);
                } else {
                    response.write(last).onComplete(written -> cut(ending));
                }
            }
            case HANG -> {
                hanging = true;
                if (last.length() > 0) {
                    response.write(last);
                }
            }
        }
    }

    private void cut(Ending ending) {
        if (ending == Ending.RESET && request.connection() instanceof ConnectionBase connection) {
            // Closing a socket that does not linger resets the connection; Vert.x has no call of its own for that.
            connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        request.connection().close();
    }

    private void gone() {
        record.end(CallEnd.CLIENT_GONE);
        if (timer != null) {
            timer.cancel();
        }
    }
}
