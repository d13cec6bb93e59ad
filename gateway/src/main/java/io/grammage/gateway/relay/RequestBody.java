package io.grammage.gateway.relay;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/**
 * The body of a request as it arrives, in one array. The array never grows beyond what has been taken from
 * {@link RequestMemory}. Confined to an event loop.
 */
final class RequestBody {
    private static final int FIRST_CAPACITY = 4 * 1024;
    private static final int TRUSTED_CAPACITY = 64 * 1024;

    private final RequestMemory memory;
    private final int lengthMax;
    /** More than this never comes: what was declared, or what is allowed. */
    private final int capacityMax;

    private byte[] bytes;
    private int length;

    /**
     * Begins a body.
     *
     * @param declaredLength what {@code Content-Length} says, or -1
     * @throws GatewayException {@link ErrorCode#BODY_TOO_LARGE} or {@link ErrorCode#OVERLOADED}
     */
    RequestBody(RequestMemory memory, int lengthMax, long declaredLength) {
        this.memory = memory;
        this.lengthMax = lengthMax;
        checkLength(declaredLength);
        capacityMax = declaredLength < 0 ? lengthMax : (int) declaredLength;
        // A declared length is a promise: memory for a large body is taken as the bytes arrive.
        int capacity = declaredLength < 0 ? FIRST_CAPACITY : (int) Math.min(declaredLength, TRUSTED_CAPACITY);
        memory.take(capacity);
        bytes = new byte[capacity];
    }

    /**
     * Adds what arrived.
     *
     * @throws GatewayException as the constructor does; the body must be released all the same
     */
    void append(Buffer chunk) {
        int needed = length + chunk.length();
        checkLength(needed);
        if (needed > bytes.length) {
            int capacity = Math.max(needed, (int) Math.min(capacityMax, 2L * bytes.length));
            memory.take(capacity - bytes.length);
            bytes = Arrays.copyOf(bytes, capacity);
        }
        chunk.getBytes(bytes, length);
        length = needed;
    }

    private void checkLength(long wanted) {
        if (wanted > lengthMax) {
            throw new GatewayException(
                    ErrorCode.BODY_TOO_LARGE,
                    "The request body has more than " + lengthMax + " bytes, which is the most this gateway takes.");
        }
    }

    /** The bytes, of which the first {@link #length} count. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Gives the memory back; the bytes must not be used any more. May be called again. */
    void release() {
        memory.release(bytes.length);
        bytes = new byte[0];
    }
}
