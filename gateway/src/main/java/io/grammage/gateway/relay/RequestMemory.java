package io.grammage.gateway.relay;

import static io.grammage.gateway.kernel.Checks.notNegative;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds the memory that all buffered request bodies take together. Thread-safe. */
public final class RequestMemory {
    private static final int RETRY_AFTER_SECONDS = 1;

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** At most so many bytes. */
    public RequestMemory(long limit) {
        this.limit = notNegative(limit, "limit");
    }

    /**
     * Takes bytes, which the caller must {@link #release}.
     *
     * @throws GatewayException {@link ErrorCode#OVERLOADED} when that would pass the limit; nothing is taken then
     */
    void take(long bytes) {
        if (used.addAndGet(bytes) > limit) {
            used.addAndGet(-bytes);
            throw new GatewayException(
                            ErrorCode.OVERLOADED,
                            "Requests in progress take up the " + limit
                                    + " bytes that are set aside for them. Try again shortly.")
                    .retryAfter(RETRY_AFTER_SECONDS);
        }
    }

    void release(long bytes) {
        used.addAndGet(-bytes);
    }

    /** Bytes taken now. */
    public long used() {
        return used.get();
    }
}
