package io.grammage.gateway.simulator;

import static io.grammage.gateway.kernel.Checks.inRange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the simulator sent, call by call: the truth that a gateway's ledger is compared with. Keeps the latest entries
 * in memory, and appends all of them to a file if one is given.
 *
 * <p>An entry is written before the last bytes of its answer leave, so whoever holds a complete answer finds its entry
 * here and in the file. Thread-safe.
 */
public final class SimulatorLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatorLog.class);

    private final int capacity;
    private final @Nullable FileChannel file;
    private final ArrayDeque<SimulatorLogEntry> entries = new ArrayDeque<>();
    private final AtomicInteger openCalls = new AtomicInteger();
    private long dropped;
    private long notWritten;

    /**
     * A log of at most so many entries in memory.
     *
     * @param file appended to, one line of JSON per call as it ends, or null for none
     * @throws UncheckedIOException when the file cannot be opened
     */
    SimulatorLog(int capacity, @Nullable Path file) {
        this.capacity = (int) inRange(capacity, 0, 10_000_000, "logEntries");
        try {
            this.file =
                    file == null ? null : FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("log file " + file + " cannot be opened for appending", e);
        }
    }

    /** The entries in memory, oldest first. */
    public synchronized List<SimulatorLogEntry> entries() {
        return List.copyOf(entries);
    }

    /** The entries in memory of the calls with that {@code x-request-id}, one per attempt, oldest first. */
    public synchronized List<SimulatorLogEntry> entriesOf(String requestId) {
        return entries.stream()
                .filter(entry -> requestId.equals(entry.requestId()))
                .toList();
    }

    /** Entries that are no longer in memory because there were more than fit. */
    public synchronized long dropped() {
        return dropped;
    }

    /** Entries that could not be written to the file. */
    public synchronized long notWritten() {
        return notWritten;
    }

    /** Calls that have begun and not ended. */
    public int openCalls() {
        return openCalls.get();
    }

    /** Forgets the entries in memory; the file keeps its lines. */
    public synchronized void clear() {
        entries.clear();
        dropped = 0;
    }

    void begin() {
        openCalls.incrementAndGet();
    }

    synchronized void end(SimulatorLogEntry entry) {
        openCalls.decrementAndGet();
        if (entries.size() >= capacity) {
            entries.pollFirst();
            dropped++;
        }
        if (capacity > 0) {
            entries.addLast(entry);
        }
        append(entry);
    }

    private void append(SimulatorLogEntry entry) {
        if (file == null) {
            return;
        }
        if (!file.isOpen()) {
            notWritten++;
            return;
        }
        try {
            ByteBuffer line = ByteBuffer.wrap((entry.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                file.write(line);
            }
        } catch (IOException e) {
            notWritten++;
            LOG.error("the simulator's log file lacks the call {}", entry.requestId(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (file == null) {
            return;
        }
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the simulator's log file could not be closed", e);
        }
    }
}
