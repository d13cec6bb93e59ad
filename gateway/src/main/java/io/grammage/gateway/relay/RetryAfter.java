package io.grammage.gateway.relay;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Retry-After} (RFC 9110, section 10.2.3). */
final class RetryAfter {
    /** No provider keeps callers away for longer, whatever it says. */
    private static final int SECONDS_MAX = 86_400;

    private RetryAfter() {}

    /** The seconds to wait, rounded up, at most a day; empty when the header is missing or makes no sense. */
    static OptionalInt seconds(@Nullable String value, Instant now) {
        if (value == null || value.isBlank() || value.length() > 64) {
            return OptionalInt.empty();
        }
        String text = value.strip();
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalInt.of(text.length() > 6 ? SECONDS_MAX : Math.min(Integer.parseInt(text), SECONDS_MAX));
        }
        try {
            Instant moment = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            long millis = Duration.between(now, moment).toMillis();
            return OptionalInt.of(Math.clamp(Math.ceilDiv(millis, 1_000L), 0, SECONDS_MAX));
        } catch (DateTimeException e) {
            // What is neither a number nor a date says nothing.
            return OptionalInt.empty();
        }
    }
}
