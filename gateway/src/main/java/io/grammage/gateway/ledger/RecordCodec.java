package io.grammage.gateway.ledger;

import java.nio.ByteBuffer;

/**
 * The binary form of a usage record, as it stands in the journal: one byte of format, then the fields in a fixed order.
 * Counts are variable-length integers (seven bits a byte, low bits first), instants are microseconds, amounts are unscaled
 * integers with their scale, impacts the raw bits of their figures, texts UTF-8 with their length in bytes. All that is wider
 * than a byte is little-endian. A record read back equals the one written, to the last bit; only a lone surrogate, which
 * UTF-8 cannot hold, comes back as a question mark.
 *
 * <p>Stateless.
 */
public final class RecordCodec {
    /** The format that is written; every format up to this one is read. */
    public static final int FORMAT = 1;
    /** Bytes of a record, at most: more than the bounds of its fields add up to. */
    public static final int BYTES_MAX = 64 * 1024;

    private RecordCodec() {}

    /**
     * Writes a record at the buffer's position. The buffer must be little-endian.
     *
     * @throws IllegalArgumentException when the record needs more than the buffer has left, or holds an amount that is out
     *     of bounds; the buffer's position is then undefined
     */
    public static void encode(UsageRecord record, ByteBuffer target) {
        RecordEncoder.encode(record, target);
    }

    /**
     * Reads the record that fills what is left of the buffer, which must be little-endian. Takes time and memory in
     * proportion to those bytes, whatever they are.
     *
     * @throws CorruptRecordException when the bytes are not exactly one record
     */
    public static UsageRecord decode(ByteBuffer source) {
        return RecordDecoder.decode(source);
    }
}
