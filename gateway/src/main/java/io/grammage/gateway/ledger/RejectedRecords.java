package io.grammage.gateway.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that the store refuses one by one although it takes others. They are set aside in segments of their own, named
 * {@code rejected-*.seg}, so that one of them does not hold up the ledger; every start tries them again. Not thread-safe.
 */
final class RejectedRecords implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RejectedRecords.class);
    private static final String PREFIX = "rejected-";
    private static final int SEGMENT_BYTES = 1 << 20;

    private final SegmentFiles files;
    private @Nullable Segment current;
    private long nextNumber = 1;

    RejectedRecords(SegmentFiles files) {
        this.files = files;
    }

    /** Sets a record aside. When this returns, it is on disk. */
    void add(Frame frame) throws IOException {
        Segment segment = current;
        if (segment == null || !segment.fits(frame)) {
            close();
            for (String name : names()) {
                nextNumber = Math.max(nextNumber, number(name).orElse(0) + 1);
            }
            segment = Segment.create(files, PREFIX + Segment.name(nextNumber), nextNumber, SEGMENT_BYTES);
            current = segment;
        }
        segment.append(frame);
        segment.force();
    }

    /**
     * Appends all records that were set aside to the journal again, and deletes their segments once they are durable there.
     *
     * @return how many there were
     * @throws RuntimeException when the journal does not take them; they then stay aside
     */
    int retry(Journal journal) throws IOException {
        int records = 0;
        Frame frame = new Frame();
        for (String name : names()) {
            Segment segment = Segment.open(files, name, number(name).orElseThrow());
            segment.recover(frame);
            Extent extent = segment.undrained();
            List<CompletionStage<?>> appended = new ArrayList<>();
            int at = segment.next(frame, extent.from(), extent.to());
            while (at < extent.to()) {
                appended.add(journal.append(frame, Runnable::run));
                at = segment.next(frame, at + frame.size(), extent.to());
            }
            journal.flush();
            appended.forEach(stage -> stage.toCompletableFuture().join());
            records += appended.size();
            segment.close();
            files.delete(name);
        }
        if (records > 0) {
            LOG.warn("{} records that the store refused before were appended to the journal again", records);
        }
        return records;
    }

    private List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        for (String name : files.list()) {
            if (number(name).isPresent()) {
                names.add(name);
            }
        }
        return names;
    }

    private static OptionalLong number(String name) {
        return name.startsWith(PREFIX) ? Segment.number(name.substring(PREFIX.length())) : OptionalLong.empty();
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
