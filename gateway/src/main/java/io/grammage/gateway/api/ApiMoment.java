package io.grammage.gateway.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Moments as requests write them. */
final class ApiMoment {
    static final String EXPECTED = "a date such as 2026-12-01, which is its first moment in UTC, or a moment such as"
            + " 2026-12-01T12:00:00Z, in the years 1970 to 9998";

    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");
    private static final int DATE_LENGTH = 10;

    private ApiMoment() {}

    /**
     * Reads a moment, to the microsecond, as the ledger keeps them.
     *
     * @throws IllegalArgumentException when the text is not {@link #EXPECTED}
     */
    static Instant parse(String text) {
        Instant moment;
        try {
            moment = text.length() == DATE_LENGTH
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text, e);
        }
        if (moment.isBefore(Instant.EPOCH) || !moment.isBefore(END)) {
            throw new IllegalArgumentException(text);
        }
        return moment.truncatedTo(ChronoUnit.MICROS);
    }
}
