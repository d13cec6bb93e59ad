package io.grammage.gateway.ledger;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of the journal: a header of 64 bytes, then frames, then zeros.
 *
 * <pre>
 * 0 magic "GRAMJRN1" | 8 version u32 | 12 size u32 | 16 number u64 | 24 drained u32, its complement u32 | 32 zeros
 * 60 CRC-32C of bytes 0 to 23
 * </pre>
 *
 * <p>{@code drained} is the offset up to which the store has the records. It changes by one aligned store of eight bytes,
 * so it is never half written; where the complement does not fit, draining begins anew. Numbers are little-endian. Not
 * thread-safe: the journal's lock guards it, but for reading frames that are already there.
 */
final class Segment {
    static final int HEADER_BYTES = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Segment.class);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final Pattern NAME = Pattern.compile("([0-9]{20})\\.seg");
    /** "GRAMJRN1". */
    private static final long MAGIC = 0x314e_524a_4d41_5247L;

    private static final int VERSION = 1;
    private static final int VERSION_AT = 8;
    private static final int SIZE_AT = 12;
    private static final int NUMBER_AT = 16;
    private static final int DRAINED_AT = 24;
    private static final int CHECKSUM_AT = 60;

    private final long number;
    private final String name;
    private final SegmentFile file;
    private final MemorySegment memory;
    private int end = HEADER_BYTES;
    private int forcedEnd = HEADER_BYTES;
    private int drainedEnd = HEADER_BYTES;
    private long records;
    private long forcedRecords;
    private long drainedRecords;

    private Segment(long number, String name, SegmentFile file) {
        this.number = number;
        this.name = name;
        this.file = file;
        this.memory = file.memory();
    }

    /** Makes a segment without frames, on disk already. */
    static Segment create(SegmentFiles files, String name, long number, int bytes) throws IOException {
        Segment segment = new Segment(number, name, files.create(name, bytes));
        MemorySegment memory = segment.memory;
        memory.set(LONG, 0, MAGIC);
        memory.set(INT, VERSION_AT, VERSION);
        memory.set(INT, SIZE_AT, bytes);
        memory.set(LONG, NUMBER_AT, number);
        memory.set(INT, CHECKSUM_AT, segment.headerChecksum());
        segment.markDrained(HEADER_BYTES);
        try {
            segment.file.force();
        } catch (IOException e) {
            segment.file.close();
            files.delete(name);
            throw e;
        }
        return segment;
    }

    /**
     * Opens a segment that an earlier process left. A header that is damaged is said in the log and not relied on: the
     * frames tell by themselves whether they belong here.
     *
     * @throws IOException when it cannot be read, or a newer version wrote it
     */
    static Segment open(SegmentFiles files, String name, long number) throws IOException {
        SegmentFile file = files.open(name);
        Segment segment = new Segment(number, name, file);
        if (segment.memory.byteSize() < HEADER_BYTES || segment.memory.byteSize() > Integer.MAX_VALUE) {
            file.close();
            throw new IOException("journal segment " + name + ": " + segment.memory.byteSize() + " bytes (expected: "
                    + HEADER_BYTES + " or more and below 2 GiB)");
        }
        if (!segment.headerIsWhole()) {
            if (!segment.isBlankFrom(0)) {
                LOG.error("The header of journal segment {} is damaged; its records are read all the same", name);
            }
        } else if (segment.memory.get(INT, VERSION_AT) != VERSION) {
            int version = segment.memory.get(INT, VERSION_AT);
            file.close();
            throw new IOException("journal segment " + name + ": version " + version + " (expected: " + VERSION
                    + "; start the version of Grammage that wrote it, or a newer one)");
        }
        return segment;
    }

    /** The name of the segment of that number. */
    static String name(long number) {
        return String.format(Locale.ROOT, "%020d.seg", number);
    }

    /** The number in a segment's name; empty when the name is another's. */
    static OptionalLong number(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** Whether this segment can be written as if it were new: header whole, and not a byte behind it. */
    boolean isUnused() {
        return headerIsWhole() && isBlankFrom(HEADER_BYTES);
    }

    /**
     * Finds the frames that an earlier process left behind the drained offset. Nothing is ever appended to such a segment:
     * whatever stands behind its last whole frame is dead.
     */
    void recover(Frame frame) {
        drainedEnd = drainedMark();
        end = drainedEnd;
        int limit = size() & -Frame.ALIGNMENT;
        for (int at = next(frame, end, limit); at < limit; at = next(frame, end, limit)) {
            end = at + frame.size();
            records++;
        }
        forcedEnd = end;
        forcedRecords = records;
        if (!isBlankFrom(end)) {
            LOG.warn(
                    "Journal segment {} has a torn tail: cut at byte {}, where the process or the machine stopped",
                    name,
                    end);
        }
    }

    /**
     * The offset of the first whole frame at or behind an offset, or the limit when there is none. Behind a damaged frame
     * the next whole one is looked for at every eighth byte.
     */
    int next(Frame frame, int offset, int limit) {
        if (frame.read(memory, number, offset, limit)) {
            return offset;
        }
        if (isBlankFrom(offset)) {
            return limit;
        }
        for (int at = offset + Frame.ALIGNMENT; at < limit; at += Frame.ALIGNMENT) {
            if (frame.read(memory, number, at, limit)) {
                return at;
            }
        }
        return limit;
    }

    /** Whether the frame can be appended. */
    boolean fits(Frame frame) {
        return size() - end >= frame.size();
    }

    void append(Frame frame) {
        frame.write(memory, number, end);
        end += frame.size();
        records++;
    }

    /** Forces the file; what it held before this call is then on disk, and {@link #forced} may be told. */
    void force() throws IOException {
        file.force();
    }

    /** What was appended and not forced. */
    Extent unforced() {
        return new Extent(this, forcedEnd, end, records - forcedRecords);
    }

    /** What was forced and not drained. */
    Extent drainable() {
        return new Extent(this, drainedEnd, forcedEnd, forcedRecords - drainedRecords);
    }

    /** What was appended and not drained. */
    Extent undrained() {
        return new Extent(this, drainedEnd, end, records - drainedRecords);
    }

    void forced(Extent extent) {
        forcedEnd = extent.to();
        forcedRecords += extent.records();
    }

    /** Notes, for this process and the next, that the store has these records. */
    void drained(Extent extent) {
        markDrained(extent.to());
        drainedEnd = extent.to();
        // Damaged frames were counted when they were appended, and are never read.
        drainedRecords = isDrained() ? records : drainedRecords + extent.records();
    }

    /** Whether the store has all records. */
    boolean isDrained() {
        return drainedEnd == end;
    }

    void close() {
        file.close();
    }

    long number() {
        return number;
    }

    String name() {
        return name;
    }

    int size() {
        return (int) memory.byteSize();
    }

    int end() {
        return end;
    }

    private void markDrained(int offset) {
        memory.set(LONG, DRAINED_AT, offset | (long) ~offset << 32);
    }

    private int drainedMark() {
        long mark = memory.get(LONG, DRAINED_AT);
        int offset = (int) mark;
        boolean whole = (int) (mark >>> 32) == ~offset && offset >= HEADER_BYTES && offset <= size();
        return whole ? offset : HEADER_BYTES;
    }

    private boolean headerIsWhole() {
        return memory.get(LONG, 0) == MAGIC
                && memory.get(LONG, NUMBER_AT) == number
                && memory.get(INT, CHECKSUM_AT) == headerChecksum();
    }

    private int headerChecksum() {
        CRC32C checksum = new CRC32C();
        checksum.update(memory.asSlice(0, DRAINED_AT).asByteBuffer());
        return (int) checksum.getValue();
    }

    /** All bytes are zero when the first eight are, and each equals the one eight bytes before. */
    private boolean isBlankFrom(int offset) {
        long rest = memory.byteSize() - offset;
        if (rest < Long.BYTES) {
            return true;
        }
        MemorySegment tail = memory.asSlice(offset);
        return tail.get(ValueLayout.JAVA_LONG_UNALIGNED, 0) == 0
                && tail.asSlice(0, rest - Long.BYTES).mismatch(tail.asSlice(Long.BYTES)) < 0;
    }
}
