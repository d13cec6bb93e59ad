package io.grammage.gateway.ledger;

import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.catalog.ModelType;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.ledger.testing.UsageRecords;
import io.grammage.gateway.testing.SampleModels;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A ledger in a process of its own, started in the order of the product, whose calls end as fast as they can until it is
 * killed. Prints {@code O id} when a call is open and {@code A id} when its record is acknowledged. The store is a text
 * file with a line for each call, kept by key as a table would be.
 */
final class LedgerVictim {
    /** Prints each call in one write, so that a kill never leaves half a line. */
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII);

    private LedgerVictim() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        try (DataDirectoryLock _ = DataDirectoryLock.acquire(data)) {
            Journal journal = Journal.open(
                    data.resolve("journal"),
                    new JournalSettings(Durability.BEFORE_RESPONSE, 512 << 10, 64L << 20),
                    Clock.system());
            OpenCalls calls = OpenCalls.open(data, 64);
            UsageDerivation derivation = new UsageDerivation(
                    (model, mode, consumption) -> consumption.unpriced(UsageRecords.EUR),
                    (model, provider, consumption, latency) ->
                            new Footprint.NotEstimated(Footprint.Reason.NO_PARAMETERS),
                    UsageRecords.EUR);
            Catalog catalog =
                    new Catalog(UsageRecords.EUR, List.of(SampleModels.model("mistral", ModelType.TEXT_GENERATION)));
            new LedgerRecovery("victim", derivation, catalog).recover(calls, journal);
            Drainer drainer = Drainer.start(
                    journal,
                    new FileStore(data.resolve("store.txt")),
                    new DrainSettings(50, 200, Duration.ofMillis(5), Duration.ofMillis(50)),
                    new SplittableRandom(seed));
            for (int t = 0; t < threads; t++) {
                UsageRecords records = new UsageRecords(seed * 31 + t);
                Thread.ofPlatform().start(() -> serveForever(records, journal, calls));
            }
            if (threads > 0) {
                Thread.currentThread().join();
            }
            drainer.close(Duration.ofSeconds(30));
            calls.close();
            journal.close();
            OUT.println("closed");
        }
    }

    private static void serveForever(UsageRecords records, Journal journal, OpenCalls calls) {
        while (true) {
            PacedAppends.awaitAccepting(journal);
            serve(records.next(), journal, calls);
        }
    }

    private static void serve(UsageRecord record, Journal journal, OpenCalls calls) {
        OpenCall call = calls.open(record.start());
        OUT.println("O " + record.id());
        if (record.served() != null) {
            call.routed(record.start().model(), record.served(), List.of());
            call.progress(100, 10, 5);
        }
        journal.append(record, Runnable::run).toCompletableFuture().join();
        OUT.println("A " + record.id());
        call.close();
    }

    /** One line a call: its id, its outcome. Keeps the first of each. */
    static final class FileStore implements RecordSink {
        private final Path path;
        private final Set<String> ids = new HashSet<>();

        FileStore(Path path) throws IOException {
            this.path = path;
            if (Files.exists(path)) {
                // A kill may have cut the last write anywhere; a database would undo it, this keeps the whole lines.
                String content = Files.readString(path);
                String whole = content.substring(0, content.lastIndexOf('\n') + 1);
                Files.writeString(path, whole);
                whole.lines().forEach(line -> ids.add(line.split(" ", 2)[0]));
            }
        }

        @Override
        public int insert(List<UsageRecord> records) {
            StringBuilder lines = new StringBuilder();
            int added = 0;
            for (UsageRecord record : records) {
                if (ids.add(record.id().toString())) {
                    added++;
                    lines.append(record.id())
                            .append(' ')
                            .append(record.ending().outcome().wireName())
                            .append('\n');
                }
            }
            // A transaction takes a while, and a kill may come before its end as well as after.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
            try {
                Files.writeString(path, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
            return added;
        }
    }
}
