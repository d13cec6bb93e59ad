package io.grammage.gateway.ledger;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A directory in memory that knows what is on disk: {@link #afterPowerLoss} gives the directory as a machine would find it
 * that lost power now. A disk that fills up or breaks can be played. Thread-safe.
 */
final class MemoryFiles implements SegmentFiles {
    private static final int SECTOR_BYTES = 512;

    private final SortedMap<String, MemoryFile> files = new TreeMap<>();
    private volatile long capacity = Long.MAX_VALUE;
    private volatile boolean broken;
    private volatile Runnable beforeForce = () -> {};

    /** From now on no file can be made that would bring all of them over so many bytes. */
    void capacity(long bytes) {
        capacity = bytes;
    }

    /** From now on nothing can be forced. */
    void breakDisk() {
        broken = true;
    }

    /** Runs on the thread that forces a file, before it is forced. */
    void beforeForce(Runnable hook) {
        beforeForce = hook;
    }

    /**
     * What is left after a power cut: of each sector either what was forced last or what was written since, as chance has
     * it, for systems write back when they please.
     */
    synchronized MemoryFiles afterPowerLoss(RandomGenerator random) {
        MemoryFiles left = new MemoryFiles();
        files.forEach((name, file) -> left.files.put(name, new MemoryFile(file.afterPowerLoss(random), left)));
        return left;
    }

    /** The same directory as another process would find it now, after this one was killed. */
    synchronized MemoryFiles afterKill() {
        MemoryFiles left = new MemoryFiles();
        files.forEach((name, file) -> left.files.put(name, new MemoryFile(file.bytes(), left)));
        return left;
    }

    /** The memory of a file, to look at or to damage. */
    synchronized MemorySegment memory(String name) {
        return file(name).memory;
    }

    @Override
    public synchronized List<String> list() {
        return List.copyOf(files.keySet());
    }

    @Override
    public synchronized SegmentFile create(String name, long bytes) throws IOException {
        long used = files.values().stream()
                .mapToLong(file -> file.memory.byteSize())
                .sum();
        if (used + bytes > capacity) {
            throw new IOException("No space left on device");
        }
        MemoryFile file = new MemoryFile(new byte[Math.toIntExact(bytes)], this);
        files.put(name, file);
        return file;
    }

    @Override
    public synchronized SegmentFile open(String name) {
        return file(name);
    }

    @Override
    public synchronized void delete(String name) {
        file(name);
        files.remove(name);
    }

    private MemoryFile file(String name) {
        MemoryFile file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException("file: " + name + " (expected: one of " + files.keySet() + ")");
        }
        return file;
    }

    @Override
    public String toString() {
        return "memory";
    }

    private static final class MemoryFile implements SegmentFile {
        private final MemorySegment memory;
        private final MemoryFiles directory;
        private byte[] forced;

        MemoryFile(byte[] content, MemoryFiles directory) {
            this.memory = Arena.ofAuto().allocate(content.length, 4096);
            MemorySegment.copy(content, 0, memory, ValueLayout.JAVA_BYTE, 0, content.length);
            this.forced = content;
            this.directory = directory;
        }

        byte[] bytes() {
            return memory.toArray(ValueLayout.JAVA_BYTE);
        }

        synchronized byte[] afterPowerLoss(RandomGenerator random) {
            byte[] left = forced.clone();
            byte[] written = bytes();
            for (int at = 0; at < left.length; at += SECTOR_BYTES) {
                int end = Math.min(at + SECTOR_BYTES, left.length);
                if (!Arrays.equals(left, at, end, written, at, end) && random.nextBoolean()) {
                    System.arraycopy(written, at, left, at, end - at);
                }
            }
            return left;
        }

        @Override
        public MemorySegment memory() {
            return memory;
        }

        @Override
        public void force() throws IOException {
            directory.beforeForce.run();
            if (directory.broken) {
                throw new IOException("Input/output error");
            }
            synchronized (this) {
                forced = bytes();
            }
        }

        @Override
        public void close() {
            // The memory lives as long as the directory: a test looks at it afterwards.
        }
    }
}
