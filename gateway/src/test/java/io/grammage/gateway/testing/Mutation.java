package io.grammage.gateway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Random;

/** Damages bytes: bits flipped, pieces cut, doubled or put elsewhere, JSON's own characters thrown in. */
public final class Mutation {
    private static final byte[] SPECIAL = "{}[]\",:\\ \n\r0u\u0000é".getBytes(UTF_8);

    private Mutation() {}

    /** A damaged copy; possibly the same bytes. */
    public static byte[] of(byte[] bytes, Random random) {
        byte[] result = bytes.clone();
        for (int times = 1 + random.nextInt(3); times > 0 && result.length > 0; times--) {
            int at = random.nextInt(result.length);
            int end = Math.min(result.length, at + 1 + random.nextInt(20));
            result = switch (random.nextInt(5)) {
                case 0 -> joined(Arrays.copyOf(result, at), Arrays.copyOfRange(result, end, result.length));
                case 1 -> joined(Arrays.copyOf(result, end), Arrays.copyOfRange(result, at, result.length));
                case 2 -> Arrays.copyOf(result, at);
                case 3 -> with(result, at, (byte) random.nextInt(256));
                default -> with(result, at, SPECIAL[random.nextInt(SPECIAL.length)]);
            };
        }
        return result;
    }

    private static byte[] with(byte[] bytes, int at, byte value) {
        bytes[at] = value;
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] result = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, result, first.length, second.length);
        return result;
    }
}
