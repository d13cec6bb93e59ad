package io.grammage.gateway.api;

import static io.grammage.gateway.kernel.Checks.notNegative;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a node knows of its own state. Shown to everybody, so it names no address and no file.
 *
 * @param refusal why new calls are not taken, as a sentence, or null when they are
 * @param journalRecords records that the store does not have yet
 * @param journalBytes what they take
 * @param journalLag since the end of the oldest call among them; zero when there is none
 * @param storeReachable whether the store answered just now. Calls are taken without it until the journal is full
 * @param openCalls calls on their way
 * @param requestBytes what the bodies of their requests take
 * @param configurationGeneration how many configurations were loaded since the start, this one included
 */
public record Readiness(
        @Nullable String refusal,
        long journalRecords,
        long journalBytes,
        Duration journalLag,
        boolean storeReachable,
        int openCalls,
        long requestBytes,
        long configurationGeneration) {
    public Readiness {
        notNegative(journalRecords, "journalRecords");
        notNegative(journalBytes, "journalBytes");
        requireNonNull(journalLag, "journalLag");
        notNegative(openCalls, "openCalls");
        notNegative(requestBytes, "requestBytes");
        notNegative(configurationGeneration, "configurationGeneration");
    }

    /** Whether new calls are taken. */
    public boolean isReady() {
        return refusal == null;
    }
}
