package io.grammage.gateway.ledger;

import static io.grammage.gateway.kernel.Checks.moment;
import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.CallId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last record of a page: the next page starts below it. Its text is opaque to clients, who hand it back as it is.
 */
public record RecordCursor(Instant startedAt, CallId id) {
    private static final int BYTES = 24;

    public RecordCursor {
        moment(startedAt, "startedAt");
        requireNonNull(id, "id");
    }

    /** The cursor of a record. */
    public static RecordCursor of(UsageRecord call) {
        return new RecordCursor(call.startedAt(), call.id());
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when no page gave such a text
     */
    public static RecordCursor parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw refused(text, e);
        }
        if (bytes.length != BYTES) {
            throw refused(text, null);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Instant startedAt = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
        return new RecordCursor(startedAt, new CallId(new UUID(buffer.getLong(), buffer.getLong())));
    }

    @Override
    public String toString() {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, startedAt))
                .putLong(id.value().getMostSignificantBits())
                .putLong(id.value().getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static IllegalArgumentException refused(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "cursor: " + text + " (expected: the cursor that came with the page before)", cause);
    }
}
