package io.grammage.gateway.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a data directory for one process: a lock on the file {@code lock} in it, which names the process. The system lets go
 * of it when the process ends, however it ends.
 */
public final class DataDirectoryLock implements AutoCloseable {
    private static final int NOTE_BYTES_MAX = 64;

    /** Where the system's lock does not tell, because it knows processes only, and forgets it when any channel is closed. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DataDirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Takes the directory, and makes it where there is none.
     *
     * @throws IOException when another process has it, with a message that says which and what to do
     */
    public static DataDirectoryLock acquire(Path dataDirectory) throws IOException {
        Files.createDirectories(dataDirectory);
        Path directory = dataDirectory.toRealPath();
        if (!HELD_HERE.add(directory)) {
            throw refusal(directory, "this process");
        }
        try {
            return lock(directory);
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(directory);
            throw e;
        }
    }

    private static DataDirectoryLock lock(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw refusal(directory, note(channel));
            }
            String note = "process " + ProcessHandle.current().pid();
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(note.getBytes(StandardCharsets.US_ASCII)), 0);
            return new DataDirectoryLock(directory, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static IOException refusal(Path directory, String holder) {
        return new IOException("data directory " + directory + ": in use by " + holder
                + " (expected: a directory of its own for each process; stop the other one, or choose another directory"
                + " with --data)");
    }

    private static String note(FileChannel channel) throws IOException {
        ByteBuffer note = ByteBuffer.allocate(NOTE_BYTES_MAX);
        int length = channel.read(note, 0);
        return length <= 0 ? "another process" : new String(note.array(), 0, length, StandardCharsets.US_ASCII);
    }

    /** Lets go of the directory. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD_HERE.remove(directory);
        }
    }
}
