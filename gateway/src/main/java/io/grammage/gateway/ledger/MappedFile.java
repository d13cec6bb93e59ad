package io.grammage.gateway.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;

/** A memory-mapped file. */
final class MappedFile implements SegmentFile {
    private final FileChannel channel;
    private final Arena arena;
    private final MemorySegment memory;

    MappedFile(FileChannel channel, Arena arena, MemorySegment memory) {
        this.channel = channel;
        this.arena = arena;
        this.memory = memory;
    }

    @Override
    public MemorySegment memory() {
        return memory;
    }

    /** {@code fdatasync}: writes dirty pages, those of the mapping included, and no time stamps. */
    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() {
        arena.close();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
