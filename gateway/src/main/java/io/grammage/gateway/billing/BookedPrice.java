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

    /** Whether it is for the same unit, mode and model. */
    boolean competesWith(BookedPrice other) {
        return price.unit() == other.price.unit()
                && price.mode() == other.price.mode()
                && price.model().equals(other.price.model());
    }
}
