package io.grammage.gateway.billing;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.Price;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A price and one of the spans of time in which it was in force. A price that comes back has two of them.
 *
 * @param to the first moment after it, or null while it is in force
 */
public record BookedPrice(
        Price price,
        PriceSource source,
        Instant from,
        @Nullable Instant to) {
    public BookedPrice {
        requireNonNull(price, "price");
        requireNonNull(source, "source");
        requireNonNull(from, "from");
        if (to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("to: " + to + " (expected: after " + from + ")");
        }
    }

    /** Whether the moment lies in its span. */
    public boolean covers(Instant moment) {
        return !moment.isBefore(from) && (to == null || moment.isBefore(to));
    }

    /** The same, ended by another that begins in it. */
    BookedPrice until(Instant other) {
        return new BookedPrice(price, source, from, other);
    }
}
