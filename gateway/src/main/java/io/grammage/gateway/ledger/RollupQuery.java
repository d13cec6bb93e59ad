package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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

    /** Stored rows of a grain in a span of time. */
    public record Piece(Grain grain, Period period) {}

    /** The stored rows that answer the query exactly, in the order of time: the coarsest that fit, and finer ones at the ends. */
    public List<Piece> pieces() {
        boolean onlyTotals = detail == Detail.TOTALS && filter.key() == null;
        List<Piece> pieces = new ArrayList<>();
        cut(period.from(), period.to(), onlyTotals ? grain : Grain.HOUR, pieces);
        return pieces;
    }

    private static void cut(Instant from, Instant to, Grain grain, List<Piece> pieces) {
        Instant first = grain.startsAt(from) ? from : grain.startOfNext(from);
        Instant last = grain.startOf(to);
        if (first.isBefore(last)) {
            cutFiner(from, first, grain, pieces);
            pieces.add(new Piece(grain, new Period(first, last)));
            cutFiner(last, to, grain, pieces);
        } else {
            cutFiner(from, to, grain, pieces);
        }
    }

    /** Hours are never cut: the period consists of whole ones. */
    private static void cutFiner(Instant from, Instant to, Grain grain, List<Piece> pieces) {
        if (from.isBefore(to)) {
            cut(from, to, grain == Grain.MONTH ? Grain.DAY : Grain.HOUR, pieces);
        }
    }

    /** Whether each stored row of its pieces is a row of the answer, so that nothing has to be summed up. */
    public boolean isStored() {
        boolean told = (grain == Grain.HOUR) == (detail == Detail.KEYS_AND_PROVIDERS);
        return told && pieces().stream().allMatch(piece -> piece.grain() == grain);
    }
}
