package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;

/**
 * Which rollups to read.
 *
 * @param period periods of the grain that overlap it are read, cut to whole hours: an hour that it touches counts whole
 * @param detail whether rows tell keys and providers apart
 */
public record RollupQuery(LedgerScope scope, Grain grain, Period period, RollupFilter filter, Detail detail) {

    /** How far rows are told apart. */
    public enum Detail {
        /** Rows sum over keys and providers. */
        TOTALS,
        /** A row for each key and provider. Summed from hours, as those alone know them. */
        KEYS_AND_PROVIDERS
    }

    public RollupQuery {
        requireNonNull(scope, "scope");
        requireNonNull(grain, "grain");
        period = period.widenedTo(Grain.HOUR);
        requireNonNull(filter, "filter");
        requireNonNull(detail, "detail");
    }

    /** All of a scope and a period, without keys and providers. */
    public static RollupQuery of(LedgerScope scope, Grain grain, Period period) {
        return new RollupQuery(scope, grain, period, RollupFilter.ALL, Detail.TOTALS);
    }

    /** The coarsest grain of stored rows that answers the query exactly. */
    public Grain storedGrain() {
        boolean wholePeriods = grain.startsAt(period.from()) && grain.startsAt(period.to());
        boolean onlyTotals = detail == Detail.TOTALS && filter.key() == null;
        return wholePeriods && onlyTotals ? grain : Grain.HOUR;
    }
}
