package io.grammage.bench;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.ledger.UsageRecord;
import io.grammage.gateway.store.sqlite.SqliteDatabase;
import io.grammage.gateway.store.sqlite.SqliteUsageStore;
import java.io.IOException;
import java.util.List;
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
 * Records per second that SQLite takes with all their rollups, in one durable transaction a batch. Budget: 15,000. The
 * database grows over the iterations of a fork, as a real one does.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(2)
public class DrainBenchmark {
    private static final int LEAST = 1_000;
    private static final int MOST = 4_000;

    private final SampleRecords samples = new SampleRecords();
    private List<UsageRecord> records = List.of();
    private @Nullable ScratchDirectory scratch;
    private @Nullable SqliteDatabase database;
    private @Nullable SqliteUsageStore store;

    /** Makes an empty database. */
    @Setup
    public void open() throws IOException {
        scratch = ScratchDirectory.make();
        database = SqliteDatabase.open(scratch.path());
        store = new SqliteUsageStore(database);
    }

    /** Makes records that the store does not have. Not measured. */
    @Setup(Level.Invocation)
    public void makeRecords() {
        records = samples.next(MOST);
    }

    /** Closes the database and deletes it. */
    @TearDown
    public void close() throws IOException {
        try (ScratchDirectory _ = requireNonNull(scratch)) {
            requireNonNull(database).close();
        }
    }

    /** The smallest batch that the drainer does not wait for. */
    @Benchmark
    @OperationsPerInvocation(LEAST)
    public int batchOf1000() {
        return requireNonNull(store).insert(records.subList(0, LEAST));
    }

    /** The largest batch. */
    @Benchmark
    @OperationsPerInvocation(MOST)
    public int batchOf4000() {
        return requireNonNull(store).insert(records);
    }
}
