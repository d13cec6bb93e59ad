package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where usage records become durable: append-only segments in mapped memory. From {@link #append} on, a record survives the
 * end of the process; the thread {@code journal} then forces all that were appended meanwhile with one {@code fdatasync}
 * (group commit), after which they survive a power cut too. Only forced records are drained.
 *
 * <p>When a force fails, what the system had not written is lost to it, and forcing again would only seem to succeed. The
 * journal then refuses everything until the process is started anew; what was forced before is still drained.
 *
 * <p>Thread-safe. {@link #append} and {@link #checkAccepting} are for event loops: they copy under a short lock and never wait
 * for a disk.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    /** In {@link Durability#ASYNC}, how long a record may wait for the disk. */
    private static final long ASYNC_FORCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final CompletionStage<@Nullable Void> DONE = CompletableFuture.completedStage(null);

    private final boolean async;
    private final Clock clock;
    private final SegmentLog log;
    private final RejectedRecords rejected;
    private final Thread thread;
    private final ThreadLocal<Frame> frames = ThreadLocal.withInitial(Frame::new);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition drainable = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private List<Waiter> waiters = new ArrayList<>();
    private boolean unforced;
    private int drainWanted;
    private boolean drainerWoken;
    private long damagedBytes;
    private boolean closed;
    private boolean broken;
    /** Why nothing is appended any more: closed or broken. */
    private volatile @Nullable GatewayException end;

    private Journal(SegmentLog log, RejectedRecords rejected, Durability durability, Clock clock) {
        this.log = log;
        this.rejected = rejected;
        this.async = durability == Durability.ASYNC;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("journal").unstarted(this::commitGroups);
    }

    /**
     * Opens the journal in a directory, cuts torn tails, and makes sure that two segments are ahead. Where those cannot be
     * had, the journal opens all the same and refuses new calls until they can.
     *
     * @throws IOException when what is there cannot be read
     */
    public static Journal open(Path directory, JournalSettings settings, Clock clock) throws IOException {
        return open(new MappedFiles(directory), settings, clock);
    }

    static Journal open(SegmentFiles files, JournalSettings settings, Clock clock) throws IOException {
        requireNonNull(clock, "clock");
        Journal journal =
                new Journal(SegmentLog.open(files, settings), new RejectedRecords(files), settings.durability(), clock);
        JournalStatus status = journal.status();
        LOG.info(
                "The journal in {} is open: {} records for the store in {} segments",
                files,
                status.undrainedRecords(),
                status.segments());
        journal.thread.start();
        return journal;
    }

    /**
     * Appends a record. The stage completes on the executor when the record is durable, or at once where durability is
     * {@link Durability#ASYNC}. It fails with {@link ErrorCode#LEDGER_UNAVAILABLE} when the record could not be kept or made
     * durable; the record may then be in the ledger or not, but never twice. It fails with
     * {@link IllegalArgumentException} when the record is larger than {@link RecordCodec#BYTES_MAX}.
     */
    public CompletionStage<@Nullable Void> append(UsageRecord record, Executor executor) {
        Frame frame = frames.get();
        try {
            frame.set(record);
        } catch (IllegalArgumentException e) {
            return refused(e);
        }
        return append(frame, executor);
    }

    CompletionStage<@Nullable Void> append(Frame frame, Executor executor) {
        lock.lock();
        try {
            if (end != null) {
                return refused(end);
            }
            try {
                while (!log.append(frame)) {
                    GatewayException refusal = log.supply().refusal();
                    if (refusal != null) {
                        return refused(refusal);
                    }
                    // A segment has arrived between the two questions.
                }
            } catch (InternalError e) {
                // What the JVM makes of SIGBUS: the page could not be had, although its block was reserved.
                return refused(breakOff(e));
            }
            if (async) {
                if (!unforced) {
                    unforced = true;
                    work.signal();
                }
                return DONE;
            }
            unforced = true;
            return await(executor);
        } finally {
            lock.unlock();
        }
    }

    private static CompletionStage<@Nullable Void> refused(RuntimeException refusal) {
        return CompletableFuture.<@Nullable Void>failedStage(refusal);
    }

    private Waiter await(Executor executor) {
        Waiter waiter = new Waiter(executor);
        waiters.add(waiter);
        if (waiters.size() == 1) {
            work.signal();
        }
        return waiter;
    }

    /**
     * Checks that a new call may start: that its record will have a place.
     *
     * @throws GatewayException {@link ErrorCode#LEDGER_UNAVAILABLE} when it may not
     */
    public void checkAccepting() {
        GatewayException refusal = refusal();
        if (refusal != null) {
            throw refusal;
        }
    }

    private @Nullable GatewayException refusal() {
        GatewayException ended = end;
        return ended != null ? ended : log.supply().refusal();
    }

    /**
     * Returns when all records appended before are durable, whatever the durability.
     *
     * @throws GatewayException {@link ErrorCode#LEDGER_UNAVAILABLE} when they cannot be made so
     */
    public void flush() {
        Waiter waiter;
        lock.lock();
        try {
            GatewayException ended = end;
            if (ended != null) {
                throw ended;
            }
            waiter = await(Runnable::run);
        } finally {
            lock.unlock();
        }
        try {
            waiter.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof GatewayException refusal ? refusal : e;
        }
    }

    /** How the journal is doing. */
    public JournalStatus status() {
        lock.lock();
        try {
            List<Extent> undrained = log.undrained();
            GatewayException refusal = refusal();
            return new JournalStatus(
                    undrained.stream().mapToLong(Extent::records).sum(),
                    undrained.stream()
                            .mapToLong(extent -> extent.to() - extent.from())
                            .sum(),
                    undrained.isEmpty() ? Duration.ZERO : lag(undrained.getFirst()),
                    log.supply().segments(),
                    damagedBytes,
                    refusal == null ? null : refusal.message());
        } finally {
            lock.unlock();
        }
    }

    private Duration lag(Extent oldest) {
        Frame frame = frames.get();
        if (oldest.segment().next(frame, oldest.from(), oldest.to()) == oldest.to()) {
            return Duration.ZERO;
        }
        UsageRecord record = frame.record();
        Duration lag = Duration.between(record.startedAt(), clock.now())
                .minus(record.ending().latencyMicros(), ChronoUnit.MICROS);
        return lag.isNegative() ? Duration.ZERO : lag;
    }

    private void commitGroups() {
        while (true) {
            List<Extent> extents;
            List<Waiter> group;
            lock.lock();
            try {
                if (!awaitGroup()) {
                    return;
                }
                extents = broken ? List.of() : log.unforced();
                group = waiters;
                waiters = new ArrayList<>(group.size());
                unforced = false;
            } finally {
                lock.unlock();
            }
            Waiter.complete(group, force(extents));
        }
    }

    /** Waits for records to force. False when there will be none. */
    private boolean awaitGroup() {
        long nanos = async ? ASYNC_FORCE_NANOS : 0;
        while (!closed && waiters.isEmpty() && (!unforced || nanos > 0)) {
            try {
                if (unforced) {
                    nanos = work.awaitNanos(nanos);
                } else {
                    work.await();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("the journal's thread is never interrupted", e);
            }
        }
        return unforced || !waiters.isEmpty();
    }

    private @Nullable GatewayException force(List<Extent> extents) {
        try {
            for (Extent extent : extents) {
                extent.segment().force();
            }
        } catch (IOException | RuntimeException e) {
            lock.lock();
            try {
                return breakOff(e);
            } finally {
                lock.unlock();
            }
        }
        lock.lock();
        try {
            if (broken) {
                return end;
            }
            log.forced(extents);
            if (log.drainableRecords() >= drainWanted) {
                drainable.signal();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private GatewayException breakOff(Throwable cause) {
        if (!broken) {
            broken = true;
            LOG.error(
                    "The journal cannot be written to disk; this node takes no calls until it is started anew. Calls whose"
                            + " record was not durable were told so",
                    cause);
            end = new GatewayException(
                            ErrorCode.LEDGER_UNAVAILABLE,
                            "The usage ledger cannot be written to disk, so this node takes no calls until its operator has"
                                    + " started it anew. Try again later.")
                    .retryAfter(30);
        }
        return requireNonNull(end);
    }

    /**
     * Waits until there are records to drain: at once when there are as many as wanted, else until some have waited for so
     * long, or until woken.
     */
    void awaitDrainable(int wanted, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            drainWanted = 1;
            while (log.drainableRecords() == 0 && !drainerWoken) {
                drainable.await();
            }
            drainWanted = wanted;
            long nanos = atMost.toNanos();
            while (log.drainableRecords() < wanted && !drainerWoken && nanos > 0) {
                nanos = drainable.awaitNanos(nanos);
            }
            drainerWoken = false;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the wait for records to drain, now or the next time. */
    void wakeDrainer() {
        lock.lock();
        try {
            drainerWoken = true;
            drainable.signal();
        } finally {
            lock.unlock();
        }
    }

    /** What was forced and not drained, in order. */
    List<Extent> drainable() {
        lock.lock();
        try {
            return log.drainable();
        } finally {
            lock.unlock();
        }
    }

    /** Notes, for this process and the next, that the store has these records, which were the next in order. */
    void drained(JournalBatch batch) {
        lock.lock();
        try {
            log.drained(batch.extents());
            damagedBytes += batch.damagedBytes();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the store has all that was appended before; false when it has not after that time. */
    boolean awaitDrained(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            Position target = log.end();
            long nanos = atMost.toNanos();
            while (!log.isDrained(target)) {
                if (nanos <= 0) {
                    return false;
                }
                drainerWoken = true;
                drainable.signal();
                nanos = drained.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Where records go that the store refuses. For one thread at a time. */
    RejectedRecords rejected() {
        return rejected;
    }

    /** Forces what was appended and ends. Segments whose records are all in the store are deleted. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            if (end == null) {
                end = new GatewayException(
                        ErrorCode.LEDGER_UNAVAILABLE,
                        "The usage ledger is closed: this node is stopping. Try another.");
            }
            work.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
            lock.lock();
            try {
                log.close();
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("Interrupted while the journal was closing; its segments stay as they are");
        }
        rejected.close();
    }
}
