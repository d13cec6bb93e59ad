package io.grammage.gateway.ledger;

import static io.grammage.gateway.kernel.Checks.inRange;
import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Which usage records to read, newest first.
 *
 * @param limit the most records of a page: 1 to {@value #LIMIT_MAX}
 * @param after where the page before ended, or null for the first page
 */
public record RecordQuery(
        LedgerScope scope,
        Period period,
        RecordFilter filter,
        int limit,
        @Nullable RecordCursor after) {
    public static final int LIMIT_MAX = 1_000;

    public RecordQuery {
        requireNonNull(scope, "scope");
        requireNonNull(period, "period");
        requireNonNull(filter, "filter");
        inRange(limit, 1, LIMIT_MAX, "limit");
    }
}
