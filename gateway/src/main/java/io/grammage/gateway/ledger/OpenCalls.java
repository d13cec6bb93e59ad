package io.grammage.gateway.ledger;

import static io.grammage.gateway.kernel.Checks.inRange;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls on their way, each in a slot of a mapped file, so that they are known after the process was killed. Thread-safe;
 * opening and closing take constant time and touch no disk.
 */
public final class OpenCalls implements AutoCloseable {
    /** Slots where nothing is configured. */
    public static final int SLOTS_DEFAULT = 16_384;

    private static final Logger LOG = LoggerFactory.getLogger(OpenCalls.class);
    private static final String NAME = "open-calls.map";

    private final SegmentFile file;
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    /** Free slots: the first {@link #freeCount} of these. */
    private final int[] free;

    private int freeCount;

    private OpenCalls(SegmentFile file, int slots) {
        this.file = file;
        this.capacity = Math.min(slots, slotsOf(file));
        this.free = new int[capacity];
        for (int number = capacity - 1; number >= 0; number--) {
            if (!slot(number).isOpen()) {
                free[freeCount++] = number;
            }
        }
    }

    /**
     * Opens the file in a data directory, and makes it where there is none. Slots that an earlier process left open stay
     * taken until {@link LedgerRecovery} has seen to them.
     *
     * @param slots calls that can be open at once: 1 to 1,000,000
     * @throws IOException when there is no space for it or it cannot be read
     */
    public static OpenCalls open(Path dataDirectory, int slots) throws IOException {
        return open(new MappedFiles(dataDirectory), slots);
    }

    static OpenCalls open(SegmentFiles files, int slots) throws IOException {
        inRange(slots, 1, 1_000_000, "open call slots");
        long bytes = (long) slots * OpenCallSlot.BYTES;
        if (!files.list().contains(NAME)) {
            return new OpenCalls(files.create(NAME, bytes), slots);
        }
        SegmentFile file = files.open(NAME);
        if (file.memory().byteSize() >= bytes) {
            return new OpenCalls(file, slots);
        }
        if (hasOpenSlot(file)) {
            LOG.warn(
                    "{} has room for {} calls until the next start: calls of the last one are in it",
                    NAME,
                    slotsOf(file));
            return new OpenCalls(file, slots);
        }
        file.close();
        files.delete(NAME);
        return new OpenCalls(files.create(NAME, bytes), slots);
    }

    private static boolean hasOpenSlot(SegmentFile file) {
        for (int number = 0; number < slotsOf(file); number++) {
            if (new OpenCallSlot(file.memory(), number).isOpen()) {
                return true;
            }
        }
        return false;
    }

    private static int slotsOf(SegmentFile file) {
        return (int) (file.memory().byteSize() / OpenCallSlot.BYTES);
    }

    /**
     * Takes a slot for a call.
     *
     * @throws GatewayException {@link ErrorCode#OVERLOADED} when none is free
     */
    public OpenCall open(CallStart start) {
        int number = takeFree();
        OpenCallSlot slot = slot(number);
        slot.open(start);
        return new OpenCall(this, number, slot);
    }

    private int takeFree() {
        lock.lock();
        try {
            if (freeCount == 0) {
                throw new GatewayException(
                                ErrorCode.OVERLOADED,
                                "This node has " + capacity
                                        + " calls on their way, as many as it keeps account of. Try again"
                                        + " in a second.")
                        .retryAfter(1);
            }
            return free[--freeCount];
        } finally {
            lock.unlock();
        }
    }

    void release(int number) {
        lock.lock();
        try {
            // A slot beyond the capacity is left from a process that had more.
            if (number < capacity) {
                free[freeCount++] = number;
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many calls are open. */
    public int size() {
        lock.lock();
        try {
            return capacity - freeCount;
        } finally {
            lock.unlock();
        }
    }

    /** How many calls can be open at once. */
    public int capacity() {
        return capacity;
    }

    /**
     * Gives the calls that an earlier process left open, with the numbers of their slots, which stay taken until
     * {@link #free}. A slot that makes no sense is said in the log and freed. To be called before any call is opened.
     */
    void forEachInterrupted(String node, BiConsumer<Integer, InterruptedCall> consumer) {
        List<Integer> senseless = new ArrayList<>();
        for (int number = 0; number < slotsOf(file); number++) {
            OpenCallSlot slot = slot(number);
            if (slot.isOpen()) {
                InterruptedCall call;
                try {
                    call = slot.read(node);
                } catch (IllegalArgumentException e) {
                    LOG.error("Slot {} of {} holds no call that can be read; it is freed", number, NAME, e);
                    senseless.add(number);
                    continue;
                }
                consumer.accept(number, call);
            }
        }
        senseless.forEach(this::free);
    }

    /** Frees a slot that an earlier process left open. */
    void free(int number) {
        slot(number).close();
        release(number);
    }

    private OpenCallSlot slot(int number) {
        return new OpenCallSlot(file.memory(), number);
    }

    /** Gives the memory back. No call may be open; one that is all the same becomes an interrupted one at the next start. */
    @Override
    public void close() {
        file.close();
    }
}
