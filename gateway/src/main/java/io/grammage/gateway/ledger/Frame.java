package io.grammage.gateway.ledger;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A record on its way into or out of a segment. In the segment it is the payload's length, the checksum of segment
 * number, offset and payload, the payload, and zeros up to a multiple of eight bytes. The length is written last, so that a
 * frame whose length is there is whole unless the machine stopped. Reused; not thread-safe.
 */
final class Frame {
    /** Length and checksum. */
    static final int HEADER_BYTES = 8;
    /** Frames begin at multiples of this. */
    static final int ALIGNMENT = 8;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_HANDLE = INT.varHandle();
    /** Segment number and offset stand before the payload, so that one call sums them all. */
    private static final int PREFIX_BYTES = 16;

    private final ByteBuffer buffer =
            ByteBuffer.allocate(PREFIX_BYTES + RecordCodec.BYTES_MAX).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();
    private int length;

    /** Takes in a record. */
    void set(UsageRecord record) {
        buffer.clear().position(PREFIX_BYTES);
        RecordCodec.encode(record, buffer);
        length = buffer.position() - PREFIX_BYTES;
    }

    /** The record, strictly read. */
    UsageRecord record() {
        return RecordCodec.decode(payload());
    }

    /** The record's bytes, in place. */
    ByteBuffer payload() {
        buffer.clear().position(PREFIX_BYTES).limit(PREFIX_BYTES + length);
        return buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Bytes that this frame takes in a segment. */
    int size() {
        return size(length);
    }

    /** Writes this frame. The memory there must be zeros. */
    void write(MemorySegment memory, long segment, int offset) {
        int sum = checksum(segment, offset);
        MemorySegment.copy(buffer.array(), PREFIX_BYTES, memory, ValueLayout.JAVA_BYTE, offset + HEADER_BYTES, length);
        memory.set(INT, offset + Integer.BYTES, sum);
        INT_HANDLE.setRelease(memory, (long) offset, length);
    }

    /**
     * Takes in the frame that begins there and ends before the limit, if there is one.
     *
     * @return false when there is none; this frame then holds nothing
     */
    boolean read(MemorySegment memory, long segment, int offset, int limit) {
        int available = limit - offset - HEADER_BYTES;
        if (available <= 0) {
            return false;
        }
        length = memory.get(INT, offset);
        if (length <= 0 || length > Math.min(available, RecordCodec.BYTES_MAX)) {
            return false;
        }
        byte format = memory.get(ValueLayout.JAVA_BYTE, offset + HEADER_BYTES);
        if (format < 1 || format > RecordCodec.FORMAT) {
            return false;
        }
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset + HEADER_BYTES, buffer.array(), PREFIX_BYTES, length);
        return memory.get(INT, offset + Integer.BYTES) == checksum(segment, offset);
    }

    private int checksum(long segment, int offset) {
        buffer.clear().putLong(segment).putLong(offset);
        checksum.reset();
        checksum.update(buffer.array(), 0, PREFIX_BYTES + length);
        return (int) checksum.getValue();
    }

    private static int size(int length) {
        return (HEADER_BYTES + length + ALIGNMENT - 1) & -ALIGNMENT;
    }
}
