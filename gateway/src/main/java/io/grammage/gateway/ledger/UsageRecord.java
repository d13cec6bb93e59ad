package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.CallId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's line for a call. It holds no word of the prompt or of the answer. Its key is
 * {@code (startedAt, id)}.
 *
 * @param served who served it, or null when no provider was reached
 * @param attempts the tries that failed before, in order
 */
public record UsageRecord(
        CallStart start, @Nullable Served served, Ending ending, Usage usage, List<Attempt> attempts) {
    /** The order of the ledger: by start, then by the bytes of the id. */
    public static final Comparator<UsageRecord> BY_KEY =
            Comparator.comparing(UsageRecord::startedAt).thenComparing(UsageRecord::id, KeyOrder.CALLS);

    public UsageRecord {
        requireNonNull(start, "start");
        requireNonNull(ending, "ending");
        requireNonNull(usage, "usage");
        attempts = List.copyOf(attempts);
    }

    public CallId id() {
        return start.id();
    }

    public Instant startedAt() {
        return start.startedAt();
    }
}
