package io.grammage.gateway.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the next of two bytes, eight bytes at a time: most of an answer is text between quotes. */
enum ByteSearch {
    /** What ends a string or hides its end. */
    QUOTE_OR_BACKSLASH('"', '\\'),
    /** What ends a line. */
    LINE_END('\n', '\r');

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final byte first;
    private final byte second;

    ByteSearch(char first, char second) {
        this.first = (byte) first;
        this.second = (byte) second;
    }

    /** The index of the next of the two bytes, or {@code to}. */
    int next(byte[] bytes, int from, int to) {
        long firsts = first * ONES;
        long seconds = second * ONES;
        int at = from;
        while (at + Long.BYTES <= to) {
            long word = (long) LONGS.get(bytes, at);
            long hits = zeroBytes(word ^ firsts) | zeroBytes(word ^ seconds);
            if (hits != 0) {
                return at + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
            at += Long.BYTES;
        }
        while (at < to && bytes[at] != first && bytes[at] != second) {
            at++;
        }
        return at;
    }

    /** The high bit of each byte that is zero, and perhaps of bytes after the first of them. */
    private static long zeroBytes(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }
}
