package io.grammage.gateway.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Appends as a gateway does, which takes no call while the journal lacks segments: a loop outruns the one that makes them. */
final class PacedAppends {
    private PacedAppends() {}

    /** Appends them all, and waits until they are durable. */
    static void append(Journal journal, List<UsageRecord> records) {
        List<CompletionStage<@Nullable Void>> stages = new ArrayList<>();
        for (UsageRecord record : records) {
            awaitAccepting(journal);
            stages.add(journal.append(record, Runnable::run));
        }
        stages.forEach(stage -> stage.toCompletableFuture().join());
    }

    /** Waits until new calls are taken. */
    static void awaitAccepting(Journal journal) {
        try {
            while (!journal.status().accepting()) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while the journal takes no calls", e);
        }
    }
}
