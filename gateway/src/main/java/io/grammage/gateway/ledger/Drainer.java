package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves records from the journal into the store, in batches, on the thread {@code drainer}. A batch counts as drained only
 * after the store has it, so a record may be brought twice, and is never left out. While the store fails, the same records
 * are tried again and again with growing pauses, and the journal keeps them and those that follow.
 *
 * <p>A record that the store refuses while it takes others would hold up all that follow: it is set aside in the journal's
 * directory, said in the log and in the status, and tried again at the next start. Thread-safe.
 */
public final class Drainer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Drainer.class);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** Failures of a batch in a row after which its records are tried one by one. */
    private static final int SUSPICIOUS_FAILURES = 3;

    private static final Duration STOP_TIME = Duration.ofSeconds(10);

    private final Journal journal;
    private final RecordSink sink;
    private final DrainSettings settings;
    private final RandomGenerator random;
    private final JournalReader reader;
    private final Thread thread;
    private final Frame frame = new Frame();
    private int failuresInARow;
    private volatile DrainStatus status = new DrainStatus(0, 0, 0, false);
    private volatile boolean stopping;

    private Drainer(Journal journal, RecordSink sink, DrainSettings settings, RandomGenerator random) {
        this.journal = requireNonNull(journal, "journal");
        this.sink = requireNonNull(sink, "sink");
        this.settings = requireNonNull(settings, "settings");
        this.random = requireNonNull(random, "random");
        this.reader = new JournalReader(journal);
        this.thread = Thread.ofPlatform().daemon().name("drainer").unstarted(this::run);
    }

    /**
     * Starts draining.
     *
     * @param random spreads the attempts of several nodes at a store that was away
     */
    public static Drainer start(Journal journal, RecordSink sink, DrainSettings settings, RandomGenerator random) {
        Drainer drainer = new Drainer(journal, sink, settings, random);
        drainer.thread.start();
        return drainer;
    }

    /** How draining is doing. */
    public DrainStatus status() {
        return status;
    }

    /**
     * Moves all records that were appended before into the store, without waiting for batches to fill.
     *
     * @return whether the store had them all in time
     */
    public boolean awaitDrained(Duration atMost) throws InterruptedException {
        LockSupport.unpark(thread);
        return journal.awaitDrained(atMost);
    }

    /** Drains what it can within the time, and ends. What is left is drained after the next start. */
    public void close(Duration atMost) {
        try {
            if (!stopping && !awaitDrained(atMost)) {
                LOG.warn(
                        "{} records are left for the next start",
                        journal.status().undrainedRecords());
            }
            stopping = true;
            journal.wakeDrainer();
            LockSupport.unpark(thread);
            if (!thread.join(STOP_TIME)) {
                LOG.warn("The store holds up the drainer; it is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("Interrupted while the drainer was closing; what is left is drained after the next start");
        }
    }

    /** Drains for ten seconds at most, and ends. */
    @Override
    public void close() {
        close(STOP_TIME);
    }

    private void run() {
        while (!stopping) {
            try {
                journal.awaitDrainable(settings.batchMin(), settings.interval());
                drainOnce();
            } catch (InterruptedException e) {
                throw new IllegalStateException("the drainer's thread is never interrupted", e);
            } catch (IOException | RuntimeException | Error e) {
                failed(e);
                pause();
            }
        }
    }

    private void drainOnce() throws IOException {
        JournalBatch batch = reader.read(settings.batchMax());
        Frame unreadable = batch.unreadable();
        if (unreadable != null) {
            setAside(unreadable, "is not readable by this version");
        } else if (!batch.records().isEmpty()) {
            insert(batch.records());
        }
        if (batch.damagedBytes() > 0) {
            LOG.error(
                    "{} bytes of the journal are damaged; the records in them are lost. Check the disk",
                    batch.damagedBytes());
        }
        journal.drained(batch);
    }

    private void insert(List<UsageRecord> records) throws IOException {
        int refused = 0;
        try {
            sink.insert(records);
        } catch (RuntimeException e) {
            if (failuresInARow < SUSPICIOUS_FAILURES) {
                throw e;
            }
            refused = setAsideRefused(records);
            if (refused == 0) {
                throw e;
            }
        }
        succeeded(records.size() - refused);
    }

    private int setAsideRefused(List<UsageRecord> records) throws IOException {
        List<UsageRecord> refused = new RefusalSearch(sink).in(records);
        for (UsageRecord record : refused) {
            frame.set(record);
            setAside(frame, "(call " + record.id() + ") is refused by the store");
        }
        return refused.size();
    }

    private void setAside(Frame frame, String why) throws IOException {
        journal.rejected().add(frame);
        LOG.error(
                "A usage record {}; it is set aside in the journal's directory and tried again at the next start", why);
        DrainStatus before = status;
        status = new DrainStatus(before.drained(), before.failures(), before.rejected() + 1, before.failing());
    }

    private void succeeded(int records) {
        DrainStatus before = status;
        if (before.failing()) {
            LOG.info("The store takes usage records again");
        }
        failuresInARow = 0;
        status = new DrainStatus(before.drained() + records, before.failures(), before.rejected(), false);
    }

    private void failed(Throwable cause) {
        DrainStatus before = status;
        if (!before.failing()) {
            LOG.error("The store does not take usage records; the journal keeps them until it does", cause);
        }
        failuresInARow++;
        status = new DrainStatus(before.drained(), before.failures() + 1, before.rejected(), true);
    }

    private void pause() {
        long longest = settings.retryMax().toNanos();
        long nanos = Math.min(longest, FIRST_PAUSE_NANOS << Math.min(failuresInARow - 1, 20));
        if (!stopping) {
            LockSupport.parkNanos(this, nanos / 2 + random.nextLong(nanos / 2 + 1));
        }
    }
}
