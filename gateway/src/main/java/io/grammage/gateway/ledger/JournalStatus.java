package io.grammage.gateway.ledger;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the journal is doing at one moment.
 *
 * @param undrainedRecords records that the store does not have yet
 * @param undrainedBytes what they take
 * @param lag since the end of the oldest call among them; zero when there is none
 * @param segments files, spares included
 * @param damagedBytes bytes of acknowledged records that were found damaged since the start, and passed over
 * @param refusal why new calls are not taken, or null when they are
 */
public record JournalStatus(
        long undrainedRecords,
        long undrainedBytes,
        Duration lag,
        int segments,
        long damagedBytes,
        @Nullable String refusal) {

    /** Whether new calls are taken. */
    public boolean accepting() {
        return refusal == null;
    }
}
