package io.grammage.gateway.ledger;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Memory-mapped files of a directory. */
final class MappedFiles implements SegmentFiles {
    /** Ends the name of a file that is not whole yet. */
    private static final String UNFINISHED = ".unfinished";

    private static final int CHUNK_BYTES = 256 << 10;

    private final Path directory;

    /** Makes the directory where there is none, and removes what an earlier process did not finish. */
    MappedFiles(Path directory) throws IOException {
        this.directory = directory;
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            Path parent = directory.toAbsolutePath().getParent();
            if (parent != null) {
                forceDirectory(parent);
            }
        }
        for (String name : names()) {
            if (name.endsWith(UNFINISHED)) {
                Files.delete(directory.resolve(name));
            }
        }
    }

    @Override
    public List<String> list() throws IOException {
        return names();
    }

    @Override
    public SegmentFile create(String name, long bytes) throws IOException {
        Path whole = directory.resolve(name);
        if (Files.exists(whole)) {
            throw new FileAlreadyExistsException(whole.toString());
        }
        Path unfinished = directory.resolve(name + UNFINISHED);
        try {
            // Written through the file, not through its memory: a full disk is an exception here and a fault there.
            writeZeros(unfinished, bytes);
            Files.move(unfinished, whole, StandardCopyOption.ATOMIC_MOVE);
            forceDirectory(directory);
            return open(name);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(unfinished);
            Files.deleteIfExists(whole);
            throw e;
        }
    }

    private static void writeZeros(Path path, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK_BYTES);
            for (long written = 0; written < bytes; ) {
                zeros.clear().limit((int) Math.min(CHUNK_BYTES, bytes - written));
                written += channel.write(zeros);
            }
            channel.force(true);
        }
    }

    @Override
    public SegmentFile open(String name) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE);
        Arena arena = Arena.ofShared();
        try {
            return new MappedFile(
                    channel, arena, channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena));
        } catch (IOException | RuntimeException e) {
            arena.close();
            channel.close();
            throw e;
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(directory.resolve(name));
        forceDirectory(directory);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /** A name is on disk only when its directory is. */
    private static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
