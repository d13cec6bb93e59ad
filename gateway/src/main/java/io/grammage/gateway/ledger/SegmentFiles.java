package io.grammage.gateway.ledger;

import java.io.IOException;
import java.util.List;

/** The files of a directory, as journal and open calls need them. Blocking; for one thread at a time. */
interface SegmentFiles {

    /** The names of the files that were made whole. */
    List<String> list() throws IOException;

    /**
     * Makes a file of so many zeros. When this returns, file and name are on disk, and writing into the file's memory
     * needs no further space; when it throws, there is no file.
     */
    SegmentFile create(String name, long bytes) throws IOException;

    /** Opens a file that was made before. */
    SegmentFile open(String name) throws IOException;

    /** Deletes a closed file. When this returns, the space is free and the name is gone for good. */
    void delete(String name) throws IOException;
}
