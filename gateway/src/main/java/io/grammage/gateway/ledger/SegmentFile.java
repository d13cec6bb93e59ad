package io.grammage.gateway.ledger;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** A file of fixed size in memory. What was forced survives a power cut; all else survives the process at least. */
interface SegmentFile extends AutoCloseable {

    /** The whole file, readable and writable from every thread until the file is closed. Aligned to 8 bytes. */
    MemorySegment memory();

    /**
     * Returns when all that was written before is on disk.
     *
     * @throws IOException when it may not be, and never will: the system drops what it failed to write
     */
    void force() throws IOException;

    /** Gives the memory back. No other thread may use it now or later. */
    @Override
    void close();
}
