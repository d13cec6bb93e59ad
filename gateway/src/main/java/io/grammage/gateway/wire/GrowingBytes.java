package io.grammage.gateway.wire;

import java.util.Arrays;

/** Bytes one after another in an array that grows. Not thread-safe. */
final class GrowingBytes {
    private byte[] array;
    private int length;

    GrowingBytes(int capacity) {
        array = new byte[capacity];
    }

    int length() {
        return length;
    }

    /** The array that holds the bytes now, from index 0; appending may replace it. */
    byte[] array() {
        return array;
    }

    void append(char ascii) {
        reserve(1);
        array[length++] = (byte) ascii;
    }

    void append(byte[] bytes, int from, int to) {
        reserve(to - from);
        System.arraycopy(bytes, from, array, length, to - from);
        length += to - from;
    }

    private void reserve(int more) {
        if (array.length - length < more) {
            array = Arrays.copyOf(array, Math.max(length + more, 2 * array.length));
        }
    }

    void clear() {
        length = 0;
    }

    byte[] toBytes() {
        return length == array.length ? array : Arrays.copyOf(array, length);
    }

    /** Hands all bytes on and forgets them. */
    void drainTo(ByteSink sink) {
        if (length > 0) {
            sink.write(array, 0, length);
            length = 0;
        }
    }
}
