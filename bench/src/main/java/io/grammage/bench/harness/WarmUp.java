package io.grammage.bench.harness;

/**
 * What a proxy that compiles while it runs gets once of each kind of calls before those that count: so many seconds, and on
 * until so many were answered.
 *
 * @param seconds at least, of each kind
 * @param calls with JSON answers
 * @param streams streams
 */
record WarmUp(int seconds, long calls, long streams) {
    /** For programs that are compiled already, or nearly: connections are opened and memory is in its place. */
    static final WarmUp SHORT = new WarmUp(2, 0, 0);

    long calls(Lane lane) {
        return lane.streams() ? streams : calls;
    }
}
