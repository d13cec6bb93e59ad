package io.grammage.gateway.billing;

import static io.grammage.gateway.kernel.Checks.inRange;
import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** By what a bill that is final is known: it never changes again. Numbers grow and are never given twice. */
public record Issue(long number, Instant at) {
    public Issue {
        inRange(number, 1, Long.MAX_VALUE, "number");
        requireNonNull(at, "at");
    }
}
