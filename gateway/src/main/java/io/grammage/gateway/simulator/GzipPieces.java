package io.grammage.gateway.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.zip.GZIPOutputStream;

/** A body compressed, each piece readable as soon as it has arrived. Not thread-safe. */
final class GzipPieces implements Iterator<Piece> {
    private static final int BUFFER = 512;

    private final Iterator<Piece> pieces;
    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    private final GZIPOutputStream gzip;
    private long lastDue;
    private boolean finished;

    GzipPieces(Iterator<Piece> pieces) {
        this.pieces = pieces;
        try {
            gzip = new GZIPOutputStream(compressed, BUFFER, true);
        } catch (IOException e) {
            throw new UncheckedIOException("gzip header", e);
        }
    }

    @Override
    public boolean hasNext() {
        return !finished;
    }

    @Override
    public Piece next() {
        if (finished) {
            throw new NoSuchElementException("the body was finished");
        }
        try {
            Tally tally = Tally.NONE;
            if (pieces.hasNext()) {
                Piece piece = pieces.next();
                gzip.write(piece.bytes());
                gzip.flush();
                tally = piece.tally();
                lastDue = piece.dueNanos();
            } else {
                gzip.finish();
                finished = true;
            }
            byte[] bytes = compressed.toByteArray();
            compressed.reset();
            return new Piece(bytes, lastDue, tally);
        } catch (IOException e) {
            throw new UncheckedIOException("gzip in memory", e);
        }
    }
}
