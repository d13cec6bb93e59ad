package io.grammage.gateway.ledger;

/**
 * A place between two frames of the journal.
 *
 * @param segment the segment's number
 * @param offset bytes from the segment's beginning
 */
record Position(long segment, int offset) implements Comparable<Position> {
    /** Before everything. */
    static final Position START = new Position(0, 0);

    @Override
    public int compareTo(Position other) {
        return segment != other.segment ? Long.compare(segment, other.segment) : Integer.compare(offset, other.offset);
    }
}
