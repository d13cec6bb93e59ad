package io.grammage.gateway.ledger;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Records in the journal: read or called corrupt, never anything else; a record ends where its bytes
 * do; what is read is written again as the same record. */
public final class RecordFuzz {
    private RecordFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        UsageRecord record;
        try {
            record = RecordCodec.decode(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        } catch (CorruptRecordException e) {
            return;
        }
        refuseLonger(bytes);
        ByteBuffer written = ByteBuffer.allocate(RecordCodec.BYTES_MAX).order(ByteOrder.LITTLE_ENDIAN);
        RecordCodec.encode(record, written);
        UsageRecord again = RecordCodec.decode(written.flip());
        if (!again.equals(record)) {
            throw new AssertionError("read " + record + ", and again as " + again);
        }
    }

    private static void refuseLonger(byte[] bytes) {
        try {
            RecordCodec.decode(
                    ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length + 1)).order(ByteOrder.LITTLE_ENDIAN));
        } catch (CorruptRecordException e) {
            return;
        }
        throw new AssertionError("read with a byte too many");
    }
}
