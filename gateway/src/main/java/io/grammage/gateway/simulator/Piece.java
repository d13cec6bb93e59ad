package io.grammage.gateway.simulator;

/** Some bytes of an answer. Nobody changes them once they are here. */
final class Piece {
    private final byte[] bytes;
    private final long dueNanos;
    private final Tally tally;

    /**
     * @param dueNanos when they may leave, in nanoseconds after the request was read
     * @param tally what has been sent when they are sent
     */
    Piece(byte[] bytes, long dueNanos, Tally tally) {
        this.bytes = bytes;
        this.dueNanos = dueNanos;
        this.tally = tally;
    }

    byte[] bytes() {
        return bytes;
    }

    long dueNanos() {
        return dueNanos;
    }

    Tally tally() {
        return tally;
    }
}
