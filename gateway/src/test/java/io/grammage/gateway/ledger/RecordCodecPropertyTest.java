package io.grammage.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.gateway.ledger.testing.UsageRecords;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecordCodecPropertyTest {
    private static final long SEED = 20_260_801;

    @Test
    void readsBackWhatItWrote() {
        UsageRecords records = new UsageRecords(SEED);
        for (int i = 0; i < 5_000; i++) {
            UsageRecord record = i % 20 == 0 ? records.edge() : records.next();
            assertThat(RecordCodec.decode(ByteBuffer.wrap(bytes(record)).order(ByteOrder.LITTLE_ENDIAN)))
                    .as("record %d of seed %d", i, SEED)
                    .isEqualTo(record);
        }
    }

    @Test
    void keepsTheLargestRecordWithinTheBound() {
        UsageRecords records = new UsageRecords(SEED);
        int largest = 0;
        for (int i = 0; i < 300; i++) {
            largest = Math.max(largest, bytes(records.edge()).length);
        }
        assertThat(largest).isBetween(20_000, RecordCodec.BYTES_MAX);
    }

    @Test
    void refusesEveryPrefixAndEveryExtension() {
        UsageRecords records = new UsageRecords(SEED);
        for (int i = 0; i < 20; i++) {
            byte[] bytes = bytes(records.next());
            for (int length = 0; length < bytes.length; length++) {
                refuses(Arrays.copyOf(bytes, length));
            }
            refuses(Arrays.copyOf(bytes, bytes.length + 1));
        }
    }

    @Test
    void neverFailsOtherwiseThanByRefusing() {
        UsageRecords records = new UsageRecords(SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        int refused = 0;
        for (int i = 0; i < 30_000; i++) {
            byte[] bytes = i % 4 == 0 ? new byte[random.nextInt(400)] : bytes(records.next());
            if (i % 4 == 0) {
                random.nextBytes(bytes);
                if (bytes.length > 0) {
                    bytes[0] = RecordCodec.FORMAT;
                }
            } else {
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            }
            try {
                RecordCodec.decode(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
            } catch (CorruptRecordException e) {
                assertThat(e).hasMessageContaining("expected");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }

    private static void refuses(byte[] bytes) {
        assertThatThrownBy(() -> RecordCodec.decode(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)))
                .isInstanceOf(CorruptRecordException.class);
    }

    private static byte[] bytes(UsageRecord record) {
        ByteBuffer buffer = ByteBuffer.allocate(RecordCodec.BYTES_MAX).order(ByteOrder.LITTLE_ENDIAN);
        RecordCodec.encode(record, buffer);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
