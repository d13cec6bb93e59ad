package io.grammage.gateway.relay;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * An answer that is passed on to the caller as it comes. What one turn of the loop brings is written at once, and the
 * provider is not read from while the caller has yet to take what was written. Confined to an event loop.
 */
final class Outflow {
    /** Bytes that one turn of the loop gathers, about; what a provider sends beyond waits for the next. */
    private static final int GATHERED_MAX = 16 * 1024;
    /**
     * Bytes that wait for the caller, about. The response's own bound begins to count messages, whatever their size, where
     * the connection's ends.
     */
    private static final long UNSENT_MAX = 16 * 1024;

    private final Reply reply;
    private final RelayLoop loop;
    private Buffer gathered = Buffer.buffer();
    private long unsent;
    private boolean begun;
    private boolean flushing;
    private boolean paused;

    Outflow(Reply reply, RelayLoop loop) {
        this.reply = reply;
        this.loop = loop;
    }

    /** Whether the head has left, so that the answer can be no other any more. */
    boolean begun() {
        return begun;
    }

    /** Adds a piece of the answer, which is copied. */
    void append(byte[] bytes, int start, int length) {
        gathered.appendBytes(bytes, start, length);
    }

    /** Adds a piece of the answer, which is copied. */
    void append(byte[] bytes) {
        gathered.appendBytes(bytes);
    }

    /** Writes what was added at the end of this turn of the loop, whatever number of pieces it brings. */
    void flushThisTurn() {
        if (gathered.length() > 0 && !flushing) {
            flushing = true;
            loop.executor().execute(this::endTurn);
        }
        if (gathered.length() >= GATHERED_MAX) {
            paused = true;
            reply.head().pause();
        }
    }

    private void endTurn() {
        flushing = false;
        flush();
    }

    /** Writes what was added. */
    void flush() {
        if (gathered.length() > 0) {
            if (reply.isOpen()) {
                begin();
                write(gathered);
            }
            gathered = Buffer.buffer();
        }
        if (unsent >= UNSENT_MAX) {
            paused = true;
            reply.head().pause();
            reply.upstream().hold();
        } else {
            goOn();
        }
    }

    /** Writes what was added as the last of the answer. */
    void end() {
        if (reply.isOpen()) {
            begin();
            reply.response().end(gathered);
        }
    }

    /** Leaves what was added unsent. */
    void discard() {
        gathered = Buffer.buffer();
    }

    private void begin() {
        if (!begun) {
            begun = true;
            reply.prepareFlowing();
            HttpServerResponse response = reply.response();
            // For a caller that speaks HTTP/1.0, and knows no chunks, the answer ends with the connection all the same.
            response.setChunked(true);
            reply.copyHeader(HttpHeaders.CACHE_CONTROL);
        }
    }

    private void write(Buffer piece) {
        int length = piece.length();
        unsent += length;
        reply.response().write(piece).onComplete(sent -> {
            unsent -= length;
            if (unsent < UNSENT_MAX) {
                goOn();
            }
        });
    }

    private void goOn() {
        if (paused) {
            paused = false;
            reply.readOn();
        }
    }
}
