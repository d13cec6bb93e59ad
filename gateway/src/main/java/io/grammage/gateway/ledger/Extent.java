package io.grammage.gateway.ledger;

/**
 * A stretch of a segment.
 *
 * @param from where its first frame begins
 * @param to where its last frame ends
 * @param records how many records are in it
 */
record Extent(Segment segment, int from, int to, long records) {}
