package io.grammage.gateway.kernel;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The only source of time. Implementations are thread-safe. */
public interface Clock {

    /** Microseconds since 1970-01-01T00:00:00Z. May step when the machine's clock is set. */
    long epochMicros();

    /** Nanoseconds since an arbitrary origin; only differences mean anything, and they never run backwards. */
    long nanos();

    /** Now, to the microsecond: the precision that the ledger keeps. */
    default Instant now() {
        return Instant.EPOCH.plus(epochMicros(), ChronoUnit.MICROS);
    }

    /** The machine's clock. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
