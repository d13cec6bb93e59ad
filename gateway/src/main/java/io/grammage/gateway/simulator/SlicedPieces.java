package io.grammage.gateway.simulator;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A body in slices of a largest size, some time apart. What a piece counts for is counted with its last slice. Not
 * thread-safe.
 */
final class SlicedPieces implements Iterator<Piece> {
    private final Iterator<Piece> pieces;
    private final int size;
    private final long apartNanos;
    private Piece current = new Piece(new byte[0], 0, Tally.NONE);
    private int at;
    private long lastDue = Long.MIN_VALUE;

    SlicedPieces(Iterator<Piece> pieces, int size, long apartNanos) {
        this.pieces = pieces;
        this.size = size;
        this.apartNanos = apartNanos;
    }

    @Override
    public boolean hasNext() {
        return at < current.bytes().length || pieces.hasNext();
    }

    @Override
    public Piece next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the body has no more slices");
        }
        if (at >= current.bytes().length) {
            current = pieces.next();
            at = 0;
        }
        long due = lastDue == Long.MIN_VALUE ? current.dueNanos() : Math.max(current.dueNanos(), lastDue + apartNanos);
        lastDue = due;
        if (at == 0 && current.bytes().length <= size) {
            at = current.bytes().length;
            return new Piece(current.bytes(), due, current.tally());
        }
        int end = Math.min(current.bytes().length, at + size);
        byte[] slice = Arrays.copyOfRange(current.bytes(), at, end);
        at = end;
        return new Piece(slice, due, end == current.bytes().length ? current.tally() : Tally.NONE);
    }
}
