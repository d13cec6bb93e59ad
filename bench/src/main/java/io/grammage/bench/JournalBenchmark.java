package io.grammage.bench;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.ledger.Durability;
import io.grammage.gateway.ledger.Journal;
import io.grammage.gateway.ledger.JournalSettings;
import io.grammage.gateway.ledger.UsageRecord;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Records per second that the journal makes durable. Budget: 150,000 in groups of 32. Each iteration has a journal of its
 * own, which nobody drains.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(2)
public class JournalBenchmark {
    private static final int GROUP = 32;
    /** Enough for any iteration. */
    private static final long JOURNAL_MAX = 1L << 36;

    private final List<UsageRecord> records = new SampleRecords().next(GROUP);
    private final CompletableFuture<?>[] durable = new CompletableFuture<?>[GROUP];
    private @Nullable ScratchDirectory scratch;
    private @Nullable Journal journal;

    /** Opens a new journal. */
    @Setup(Level.Iteration)
    public void open() throws IOException {
        JournalSettings settings =
                new JournalSettings(Durability.BEFORE_RESPONSE, JournalSettings.DEFAULT.segmentBytes(), JOURNAL_MAX);
        scratch = ScratchDirectory.make();
        journal = Journal.open(scratch.path(), settings, Clock.system());
    }

    /** Closes the journal and deletes it. */
    @TearDown(Level.Iteration)
    public void close() throws IOException {
        try (ScratchDirectory _ = requireNonNull(scratch)) {
            requireNonNull(journal).close();
        }
    }

    /** As many records as event loops hand over together under load; the next group waits for this one. */
    @Benchmark
    @OperationsPerInvocation(GROUP)
    public void groupOf32() {
        Journal open = requireNonNull(journal);
        for (int i = 0; i < GROUP; i++) {
            durable[i] = open.append(records.get(i), Runnable::run).toCompletableFuture();
        }
        CompletableFuture.allOf(durable).join();
    }

    /** One record at a time: what a lone call waits for. */
    @Benchmark
    public void single() {
        requireNonNull(journal)
                .append(records.getFirst(), Runnable::run)
                .toCompletableFuture()
                .join();
    }
}
