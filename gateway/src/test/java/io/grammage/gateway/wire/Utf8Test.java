package io.grammage.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    @Test
    void agreesWithThePlatformOnEverySequenceOfTwoBytesAndOnManyLongerOnes() {
        byte[] bytes = new byte[12];
        for (int pair = 0; pair < 1 << 16; pair++) {
            bytes[9] = (byte) (pair >> 8);
            bytes[10] = (byte) pair;
            check(bytes);
        }
        Random random = new Random(7);
        byte[] leads = {(byte) 0xE0, (byte) 0xE1, (byte) 0xED, (byte) 0xEF, (byte) 0xF0, (byte) 0xF1, (byte) 0xF4, 0x41
        };
        for (int i = 0; i < 50_000; i++) {
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) (0x80 | random.nextInt(64));
            }
            bytes[0] = leads[random.nextInt(leads.length)];
            bytes[random.nextInt(6)] = leads[random.nextInt(leads.length)];
            Arrays.fill(bytes, 4 + random.nextInt(8), 12, (byte) 'x');
            check(bytes);
        }
    }

    @Test
    void tellsWhereTheFirstInvalidSequenceBegins() {
        byte[] text = "abcdefghé€🙂\u0000z".getBytes(UTF_8);
        assertThat(Utf8.firstInvalid(text, 0, text.length)).isEqualTo(-1);
        for (int end : new int[] {9, 11, 12, 14, 15, 16}) {
            int start = end < 10 ? 8 : end < 13 ? 10 : 13;
            assertThat(Utf8.firstInvalid(text, 0, end)).isEqualTo(start);
        }
        assertThat(Utf8.firstInvalid(text, 9, text.length)).isEqualTo(9);
    }

    private static void check(byte[] bytes) {
        boolean valid = Arrays.equals(new String(bytes, UTF_8).getBytes(UTF_8), bytes);
        if (Utf8.firstInvalid(bytes, 0, bytes.length) < 0 != valid) {
            throw new AssertionError(HexFormat.of().formatHex(bytes) + " (expected: valid " + valid + ")");
        }
    }
}
