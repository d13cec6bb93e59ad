package io.grammage.gateway.billing;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** The months that bills are for, in UTC: January 1970 to November 9999, as the ledger has no other moments. */
public final class BillMonth {
    private static final YearMonth FIRST = YearMonth.of(1970, 1);
    private static final YearMonth LAST = YearMonth.of(9999, 11);

    private BillMonth() {}

    /** The month of a moment. */
    public static YearMonth at(Instant moment) {
        return YearMonth.from(moment.atOffset(ZoneOffset.UTC));
    }

    /**
     * Reads a month such as 2026-10.
     *
     * @throws IllegalArgumentException when it is none, or out of bounds
     */
    public static YearMonth parse(String text) {
        try {
            YearMonth month = YearMonth.parse(text);
            if (month.isBefore(FIRST) || month.isAfter(LAST)) {
                throw new IllegalArgumentException("month: " + text + " (expected: " + FIRST + " to " + LAST + ")");
            }
            return month;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("month: " + text + " (expected: a month such as 2026-10)", e);
        }
    }

    /** The first moment of a month. */
    public static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
