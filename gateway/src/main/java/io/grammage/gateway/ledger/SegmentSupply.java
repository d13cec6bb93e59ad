package io.grammage.gateway.ledger;

import io.grammage.gateway.kernel.GatewayException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two unused segments ahead of the one that is written, and deletes those that are done with, on a thread of its own:
 * a group that waits to be forced never waits for either. Thread-safe; no method but {@link #fill} and {@link #close}
 * touches a disk.
 */
final class SegmentSupply {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentSupply.class);
    private static final int AHEAD = 2;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SegmentFiles files;
    private final JournalSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Deque<Segment> spares = new ArrayDeque<>();
    private final Deque<Segment> discarded = new ArrayDeque<>();
    private final Thread thread;
    private long nextNumber;
    private int segments;
    private boolean spaceFreed;
    private boolean closed;
    private @Nullable Shortage shortage;
    private volatile @Nullable Shortage refusal = Shortage.BUSY;

    /**
     * Supplies segments. Nothing happens before {@link #fill} and {@link #start}.
     *
     * @param segments how many there are already, besides the spares
     */
    SegmentSupply(SegmentFiles files, JournalSettings settings, long nextNumber, int segments) {
        this.files = files;
        this.settings = settings;
        this.nextNumber = nextNumber;
        this.segments = segments;
        this.thread = Thread.ofPlatform().daemon().name("journal-files").unstarted(this::run);
    }

    /** Takes in an unused segment that an earlier process left. */
    void add(Segment unused) {
        lock.lock();
        try {
            spares.add(unused);
            segments++;
            nextNumber = Math.max(nextNumber, unused.number() + 1);
            reconsider();
        } finally {
            lock.unlock();
        }
    }

    /** Makes spares until there are enough or no more can be had. For the thread that opens the journal. */
    void fill() {
        while (wantsSpare() && makeSpare()) {
            // Each round makes one.
        }
    }

    void start() {
        thread.start();
    }

    /** An unused segment, or null when there is none. Does not block. */
    @Nullable
    Segment poll() {
        lock.lock();
        try {
            Segment spare = spares.poll();
            reconsider();
            work.signal();
            return spare;
        } finally {
            lock.unlock();
        }
    }

    /** Has a segment closed and deleted. Nobody may use it any more. */
    void discard(Segment segment) {
        lock.lock();
        try {
            discarded.add(segment);
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Why new calls cannot be taken, or null when they can. */
    @Nullable
    GatewayException refusal() {
        Shortage reason = refusal;
        return reason == null ? null : reason.refusal();
    }

    /** How many segments there are, spares included. */
    int segments() {
        lock.lock();
        try {
            return segments;
        } finally {
            lock.unlock();
        }
    }

    /** Deletes what was discarded, closes the spares, which the next process finds, and ends the thread. */
    void close() throws InterruptedException {
        lock.lock();
        try {
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        thread.join();
        spares.forEach(Segment::close);
    }

    private void run() {
        while (true) {
            Segment doomed;
            lock.lock();
            try {
                if (!awaitWork()) {
                    return;
                }
                doomed = discarded.poll();
            } finally {
                lock.unlock();
            }
            if (doomed != null) {
                delete(doomed);
            } else {
                makeSpare();
            }
        }
    }

    /** Waits for something to do. After a shortage that is a discarded segment, or that a while has passed. */
    private boolean awaitWork() {
        long nanos = shortage == null || spaceFreed ? 0 : RETRY_NANOS;
        spaceFreed = false;
        while (discarded.isEmpty() && !closed && (spares.size() >= AHEAD || nanos > 0)) {
            try {
                if (nanos > 0) {
                    nanos = work.awaitNanos(nanos);
                } else {
                    work.await();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("the thread of the segment supply is never interrupted", e);
            }
        }
        return !(closed && discarded.isEmpty());
    }

    private boolean wantsSpare() {
        lock.lock();
        try {
            return spares.size() < AHEAD;
        } finally {
            lock.unlock();
        }
    }

    private boolean makeSpare() {
        long number;
        lock.lock();
        try {
            if ((segments + 1L) * settings.segmentBytes() > settings.journalMax()) {
                lacks(Shortage.BOUND_REACHED, null);
                return false;
            }
            number = nextNumber;
        } finally {
            lock.unlock();
        }
        Segment spare;
        try {
            spare = Segment.create(files, Segment.name(number), number, settings.segmentBytes());
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            lock.lock();
            try {
                lacks(Shortage.DISK_FULL, e);
            } finally {
                lock.unlock();
            }
            return false;
        }
        lock.lock();
        try {
            if (shortage != null) {
                LOG.info("The journal has space again");
                shortage = null;
            }
        } finally {
            lock.unlock();
        }
        add(spare);
        return true;
    }

    private void delete(Segment doomed) {
        try {
            doomed.close();
            files.delete(doomed.name());
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "Journal segment {} was drained but cannot be deleted; the next start will try again",
                    doomed.name(),
                    e);
            return;
        }
        lock.lock();
        try {
            segments--;
            spaceFreed = true;
        } finally {
            lock.unlock();
        }
    }

    private void lacks(Shortage reason, @Nullable Throwable cause) {
        if (shortage != reason) {
            LOG.error(
                    "The journal cannot get another segment of {} bytes in {} ({} there, ledger.journal_max {} bytes); new"
                            + " calls are refused once fewer than two are left",
                    settings.segmentBytes(),
                    files,
                    segments,
                    settings.journalMax(),
                    cause);
        }
        shortage = reason;
        reconsider();
    }

    private void reconsider() {
        if (shortage != null && spares.size() < AHEAD) {
            refusal = shortage;
        } else {
            refusal = spares.isEmpty() ? Shortage.BUSY : null;
        }
    }
}
