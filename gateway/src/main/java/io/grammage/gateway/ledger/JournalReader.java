package io.grammage.gateway.ledger;

import java.util.ArrayList;
import java.util.List;

/** Reads records in the order in which they were appended, from the first that the store does not have. Not thread-safe. */
final class JournalReader {
    private final Journal journal;
    private final Frame frame = new Frame();

    JournalReader(Journal journal) {
        this.journal = journal;
    }

    /** The next records, at most so many; the same ones again until the journal was told that they are drained. */
    JournalBatch read(int max) {
        List<UsageRecord> records = new ArrayList<>();
        List<Extent> read = new ArrayList<>();
        long damaged = 0;
        for (Extent extent : journal.drainable()) {
            Segment segment = extent.segment();
            int before = records.size();
            int offset = extent.from();
            while (offset < extent.to() && records.size() < max) {
                int next = segment.next(frame, offset, extent.to());
                damaged += next - offset;
                offset = next;
                if (offset == extent.to()) {
                    break;
                }
                try {
                    records.add(frame.record());
                } catch (CorruptRecordException e) {
                    if (records.isEmpty() && read.isEmpty()) {
                        Extent alone = new Extent(segment, extent.from(), offset + frame.size(), 1);
                        return new JournalBatch(List.of(), frame, List.of(alone), damaged);
                    }
                    break;
                }
                offset += frame.size();
            }
            read.add(new Extent(segment, extent.from(), offset, records.size() - before));
            if (offset < extent.to()) {
                break;
            }
        }
        return new JournalBatch(records, null, read, damaged);
    }
}
