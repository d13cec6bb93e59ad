package io.grammage.gateway.wire;

/**
 * A stretch of a byte array.
 *
 * @param start index of the first byte
 * @param end index after the last byte
 */
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span: " + start + " to " + end + " (expected: 0 <= start <= end)");
        }
    }

    public int length() {
        return end - start;
    }
}
