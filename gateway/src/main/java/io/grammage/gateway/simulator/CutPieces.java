package io.grammage.gateway.simulator;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** A body up to a number of bytes. A piece that does not fit wholly counts for nothing. Not thread-safe. */
final class CutPieces implements Iterator<Piece> {
    private final Iterator<Piece> pieces;
    private long left;
    private boolean shortened;

    CutPieces(Iterator<Piece> pieces, long bytes) {
        this.pieces = pieces;
        this.left = bytes;
    }

    @Override
    public boolean hasNext() {
        return left > 0 && pieces.hasNext();
    }

    @Override
    public Piece next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the body was cut");
        }
        Piece piece = pieces.next();
        if (piece.bytes().length > left) {
            piece = new Piece(Arrays.copyOf(piece.bytes(), (int) left), piece.dueNanos(), Tally.NONE);
            shortened = true;
        }
        left -= piece.bytes().length;
        return piece;
    }

    /** Whether there was more than was let through. Asked after the last piece. */
    boolean cut() {
        return shortened || pieces.hasNext();
    }
}
