package io.grammage.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.footprint.Impacts;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.ledger.testing.UsageRecords;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RecordCodecTest {

    /** A record of format 1. It changes only with {@link RecordCodec#FORMAT}: journals of earlier versions have to be read. */
    private static final String FORMAT_ONE =
            "01ff01187c00000000900164f539583add61820070000000000100000000000000008000700000000002000000000000"
                    + "00008000700000000003000000000000000080007000000000040002000000000000809ffa2865455d06000001bb8d05"
                    + "066e6f64652d32116d69737472616c2d736d616c6c2d332e321a616c6961732d6f662d6d69737472616c2d736d616c6c"
                    + "2d332e3202047461673200047461673106e4bea1e6a0bc136d69737472616c2d736d616c6c2d332e3223301a75707374"
                    + "7265616d2f6d69737472616c2d736d616c6c2d332e32035357450666722d706172007000000000050000000000000000"
                    + "80c800020473746f70a396ff0fa0fd810b002c000000f69001000000000045555202802c3f294d96aa4bdb6f0c0352e3"
                    + "0084f69001475e28942121efca07030713860d65636f6c6f676974732d302e39fa31daa853e64e3f91953e747529543f"
                    + "f61144588eea3c3f2d442ba5f626443ff049209b1591453ff44b6d0cd80f523f9396c33169984f3f012f2d6020155b3f"
                    + "27fa5d6ec9384e3fda120576ae854f3f2b4717276794423fbdc912a597d3473feec4439a6ad7133f9ea41febdeea133f"
                    + "132fe39bc7d84c3f60822eaa44a14e3f02086267652d6d332330f4031266697273745f627974655f74696d656f7574a2"
                    + "f52bffd922086267652d6d332330ad030e636f6e6e6563745f6661696c656481b3138eea21";

    @Test
    void readsAndWritesFormatOneAsEver() {
        UsageRecord record = RecordCodec.decode(
                ByteBuffer.wrap(HexFormat.of().parseHex(FORMAT_ONE)).order(ByteOrder.LITTLE_ENDIAN));
        assertThat(HexFormat.of().formatHex(bytes(record))).isEqualTo(FORMAT_ONE);
        assertThat(record.start())
                .hasToString("CallStart[id=01900000-0000-7c18-8261-dd3a5839f564, node=node-2,"
                        + " startedAt=2026-10-07T19:48:11.574943Z, organization=00010000-0000-7000-8000-000000000000,"
                        + " project=00020000-0000-7000-8000-000000000000, key=00030000-0000-7000-8000-000000000000,"
                        + " user=00040000-0000-7000-8000-000000000002, endpoint=CHAT_COMPLETIONS, mode=BATCH, stream=true,"
                        + " model=mistral-small-3.2, requestedModel=alias-of-mistral-small-3.2, promptBytes=83643,"
                        + " tags={tag2=, tag1=価格}]");
        assertThat(record.served())
                .hasToString("Served[provider=mistral-small-3.2#0, upstreamModel=upstream/mistral-small-3.2, zone=SWE,"
                        + " region=fr-par, deployment=00050000-0000-7000-8000-000000000000]");
        assertThat(record.ending()).isEqualTo(new Ending(200, Outcome.CLIENT_GONE, "stop", 33_540_899, 23_101_088L));
        assertThat(record.usage().consumption()).isEqualTo(Consumption.reported(TokenCounts.of(44, 18_550)));
        assertThat(record.usage().charge())
                .hasToString("Charge[currency=EUR, lines=[ChargeLine[unit=INPUT, quantity=44,"
                        + " price=price_6fdb4baa964d293f, amount=0.000005432064], ChargeLine[unit=OUTPUT, quantity=18550,"
                        + " price=price_caef212194285e47, amount=0.0463750]]]");
        assertThat(record.usage().footprint())
                .isEqualTo(new Footprint.Estimated("ecologits-0.9", Impacts.ofFigures(new double[] {
                    9.429844373741163E-4,
                    0.0012305876743793113,
                    4.412267228562078E-4,
                    6.149963686202846E-4,
                    6.581645486696801E-4,
                    0.0011024103020715855,
                    9.642137188421044E-4,
                    0.0016529861611215837,
                    9.222968626401749E-4,
                    9.619809971260454E-4,
                    5.670074153220952E-4,
                    7.27128072091347E-4,
                    7.568920279134628E-5,
                    7.597909532787653E-5,
                    8.803343441967391E-4,
                    9.347520138938796E-4
                })));
        assertThat(record.attempts())
                .containsExactly(
                        new Attempt("bge-m3#0", 500, "first_byte_timeout", 719_522, 568_575),
                        new Attempt("bge-m3#0", 429, "connect_failed", 317_825, 554_254));
    }

    @Test
    void refusesARecordThatTheBufferCannotHold() {
        UsageRecord record = new UsageRecords(2).next();
        int size = bytes(record).length;
        ByteBuffer exact = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        RecordCodec.encode(record, exact);
        assertThat(exact.remaining()).isZero();
        ByteBuffer small = ByteBuffer.allocate(size - 1).order(ByteOrder.LITTLE_ENDIAN);
        assertThatThrownBy(() -> RecordCodec.encode(record, small))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too large (expected: at most " + (size - 1) + " bytes)");
    }

    @Test
    void refusesAnotherFormat() {
        byte[] bytes = bytes(new UsageRecords(3).next());
        bytes[0] = 2;
        assertThatThrownBy(() -> RecordCodec.decode(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)))
                .isInstanceOf(CorruptRecordException.class)
                .hasMessageContaining("format: 2 (expected: 1)");
    }

    @Test
    void refusesACountThatTheBytesCannotHold() {
        // As many tags as a 63-bit integer can say: refused before a table is made for them.
        byte[] bytes = bytes(new UsageRecords(4).typical());
        byte[] huge = {-1, -1, -1, -1, -1, -1, -1, -1, 0x7F};
        for (int at = 3; at + huge.length < bytes.length; at++) {
            byte[] forged = Arrays.copyOf(bytes, bytes.length);
            System.arraycopy(huge, 0, forged, at, huge.length);
            try {
                RecordCodec.decode(ByteBuffer.wrap(forged).order(ByteOrder.LITTLE_ENDIAN));
            } catch (CorruptRecordException e) {
                assertThat(e).hasMessageContaining("expected");
            }
        }
    }

    private static byte[] bytes(UsageRecord record) {
        ByteBuffer buffer = ByteBuffer.allocate(RecordCodec.BYTES_MAX).order(ByteOrder.LITTLE_ENDIAN);
        RecordCodec.encode(record, buffer);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
