package io.grammage.gateway.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 of an API key, as four numbers: all that is ever kept of a key. Keys carry at least 256 random bits, so a
 * plain hash cannot be reversed by guessing, and a look-up by hash tells a timing observer nothing about the key.
 */
public record KeyHash(long a, long b, long c, long d) {
    private static final int BYTES = 32;

    /** The hash of a key's text. */
    public static KeyHash of(String key) {
        try {
            return fromBytes(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Reads the 32 bytes that {@link #toBytes} gives.
     *
     * @throws IllegalArgumentException when there are more or fewer
     */
    public static KeyHash fromBytes(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("hash: " + bytes.length + " bytes (expected: " + BYTES + ")");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new KeyHash(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /** The 32 bytes of the hash. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(a)
                .putLong(b)
                .putLong(c)
                .putLong(d)
                .array();
    }
}
