package io.grammage.gateway.ledger;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The journal's segments in order: what was appended, how much of it was forced, and how much of that was drained. Segments
 * of an earlier process are only drained; a fresh one is appended to, so that no byte is ever written twice. Not
 * thread-safe: the journal's lock guards it.
 */
final class SegmentLog {
    private final SegmentSupply supply;
    /** Oldest first. Those before the current one are full or from an earlier process. */
    private final Deque<Segment> segments;

    private @Nullable Segment current;

    private SegmentLog(SegmentSupply supply, List<Segment> found) {
        this.supply = supply;
        this.segments = new ArrayDeque<>(found);
    }

    /** Opens what an earlier process left, cuts torn tails, and makes spares as far as they can be had. */
    static SegmentLog open(SegmentFiles files, JournalSettings settings) throws IOException {
        List<Segment> found = new ArrayList<>();
        for (String name : files.list()) {
            OptionalLong number = Segment.number(name);
            if (number.isPresent()) {
                found.add(Segment.open(files, name, number.getAsLong()));
            }
        }
        List<Segment> unused = takeUnused(found, settings.segmentBytes());
        keepUndrained(files, found);
        long nextNumber = found.isEmpty() ? 1 : found.getLast().number() + 1;
        SegmentSupply supply = new SegmentSupply(files, settings, nextNumber, found.size());
        unused.forEach(supply::add);
        supply.fill();
        supply.start();
        return new SegmentLog(supply, found);
    }

    /** Spares of an earlier process: those behind all records, of the size that is wanted. */
    private static List<Segment> takeUnused(List<Segment> found, int segmentBytes) {
        int used = found.size();
        while (used > 0
                && found.get(used - 1).size() == segmentBytes
                && found.get(used - 1).isUnused()) {
            used--;
        }
        List<Segment> tail = found.subList(used, found.size());
        List<Segment> unused = List.copyOf(tail);
        tail.clear();
        return unused;
    }

    /** Leaves the segments that hold records for the store, all of them forced, and deletes the others. */
    private static void keepUndrained(SegmentFiles files, List<Segment> found) throws IOException {
        Frame frame = new Frame();
        for (Iterator<Segment> each = found.iterator(); each.hasNext(); ) {
            Segment segment = each.next();
            segment.recover(frame);
            if (segment.isDrained()) {
                segment.close();
                files.delete(segment.name());
                each.remove();
            } else {
                segment.force();
            }
        }
    }

    /** Appends a frame, if there is a place for it. */
    boolean append(Frame frame) {
        Segment segment = current;
        if (segment == null || !segment.fits(frame)) {
            Segment next = supply.poll();
            if (next == null) {
                return false;
            }
            if (segment != null && segment.isDrained()) {
                segments.remove(segment);
                supply.discard(segment);
            }
            segments.addLast(next);
            current = next;
            segment = next;
        }
        segment.append(frame);
        return true;
    }

    /** What was appended and not forced, in order. */
    List<Extent> unforced() {
        return extents(Segment::unforced);
    }

    void forced(List<Extent> extents) {
        extents.forEach(extent -> extent.segment().forced(extent));
    }

    /** What was forced and not drained, in order. */
    List<Extent> drainable() {
        return extents(Segment::drainable);
    }

    /** How many records were forced and not drained. */
    long drainableRecords() {
        long records = 0;
        for (Segment segment : segments) {
            records += segment.drainable().records();
        }
        return records;
    }

    /** What was appended and not drained, in order. */
    List<Extent> undrained() {
        return extents(Segment::undrained);
    }

    /** Without a stream: this is done under the journal's lock for every group. */
    private List<Extent> extents(Function<Segment, Extent> part) {
        List<Extent> extents = new ArrayList<>(segments.size());
        for (Segment segment : segments) {
            Extent extent = part.apply(segment);
            if (extent.records() > 0) {
                extents.add(extent);
            }
        }
        return extents;
    }

    /** Notes that the store has these records, which were the next to be drained, and lets go of segments that are done. */
    void drained(List<Extent> extents) {
        for (Extent extent : extents) {
            Segment segment = extent.segment();
            segment.drained(extent);
            if (segment.isDrained() && segment != current) {
                segments.remove(segment);
                supply.discard(segment);
            }
        }
    }

    /** The place behind the last record. */
    Position end() {
        Segment last = segments.peekLast();
        return last == null ? Position.START : new Position(last.number(), last.end());
    }

    /** Whether the store has everything before that place. */
    boolean isDrained(Position position) {
        for (Segment segment : segments) {
            if (!segment.isDrained()) {
                Extent rest = segment.undrained();
                return position.compareTo(new Position(segment.number(), rest.from())) <= 0;
            }
        }
        return true;
    }

    SegmentSupply supply() {
        return supply;
    }

    /** Closes all segments, and deletes those whose records the store has. */
    void close() throws InterruptedException {
        for (Segment segment : segments) {
            if (segment.isDrained()) {
                supply.discard(segment);
            } else {
                segment.close();
            }
        }
        segments.clear();
        current = null;
        supply.close();
    }
}
