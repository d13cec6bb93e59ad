package io.grammage.bench;

import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.ledger.Durability;
import io.grammage.gateway.ledger.Journal;
import io.grammage.gateway.ledger.JournalSettings;
import io.grammage.gateway.ledger.UsageRecord;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Fills the journal of a data directory with records that no store has, as a node leaves it whose store was away:
 * {@code UndrainedStart DIRECTORY RECORDS}. {@code bench/undrained} then times a start on it.
 */
public final class UndrainedStart {
    private static final long JOURNAL_MAX = 1L << 36;
    private static final int WAIT_EVERY = 4_096;

    private UndrainedStart() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path journal = Files.createDirectories(Path.of(arguments[0]).resolve("journal"));
        int count = Integer.parseInt(arguments[1]);
        SampleRecords records = new SampleRecords();
        JournalSettings settings =
                new JournalSettings(Durability.ASYNC, JournalSettings.DEFAULT.segmentBytes(), JOURNAL_MAX);
        try (Journal open = Journal.open(journal, settings, Clock.system())) {
            for (int i = 0; i < count; i++) {
                append(open, records.next());
                if (i % WAIT_EVERY == 0) {
                    open.flush();
                }
            }
            report(System.out, open);
        }
    }

    private static void append(Journal journal, UsageRecord record) throws InterruptedException {
        CompletableFuture<?> durable = journal.append(record, Runnable::run).toCompletableFuture();
        while (durable.isCompletedExceptionally()) {
            // The disk is slower than this loop: the next segment is not there yet.
            TimeUnit.MILLISECONDS.sleep(1);
            durable = journal.append(record, Runnable::run).toCompletableFuture();
        }
    }

    private static void report(PrintStream out, Journal journal) {
        out.println(journal.status().undrainedRecords() + " records, "
                + (journal.status().undrainedBytes() >> 20) + " MiB, in "
                + journal.status().segments() + " segments");
    }
}
