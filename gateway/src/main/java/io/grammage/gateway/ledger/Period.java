package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A span of time.
 *
 * @param from the first moment
 * @param to the first moment after it
 */
public record Period(Instant from, Instant to) {
    public Period {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("to: " + to + " (expected: after " + from + ")");
        }
    }

    /** The smallest span of whole periods of the grain that holds this one. */
    public Period widenedTo(Grain grain) {
        return new Period(grain.startOf(from), grain.startsAt(to) ? to : grain.startOfNext(to));
    }
}
