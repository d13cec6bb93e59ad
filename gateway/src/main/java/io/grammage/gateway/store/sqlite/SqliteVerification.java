package io.grammage.gateway.store.sqlite;

import io.grammage.gateway.ledger.Grain;
import io.grammage.gateway.ledger.Rollups;
import io.grammage.gateway.ledger.UsageRecord;
import io.grammage.gateway.ledger.VerifyReport;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes all rollups from the records and compares them with the stored ones, day by day: in memory are the rows of one
 * day and one month. Works in the transaction of its session, so that all of it sees one state. Not thread-safe.
 */
final class SqliteVerification {
    private final SqliteSession session;
    private final UsageTable usage;
    private final CallTable calls;
    private final SpendTable spend;
    private final VerifyFindings findings = new VerifyFindings();
    private final StoredPeriods stored;
    private long records;
    private @Nullable Instant month;
    private Rollups monthly = new Rollups(EnumSet.of(Grain.MONTH));

    SqliteVerification(SqliteSession session, UsageTable usage, CallTable calls, SpendTable spend) throws SQLException {
        this.session = session;
        this.usage = usage;
        this.calls = calls;
        this.spend = spend;
        this.stored = new StoredPeriods(session, List.of(usage, calls, spend));
    }

    VerifyReport run() throws SQLException {
        PreparedStatement select = session.prepared(RecordTable.SELECT + "ORDER BY started_at, id");
        try (ResultSet rows = select.executeQuery()) {
            RowReader row = new RowReader(rows);
            UsageRecord next = row.nextRow() ? RecordTable.read(row) : null;
            Instant day = nextDay(next, Instant.MIN);
            while (day != null) {
                enterMonthOf(day);
                Instant end = Grain.DAY.startOfNext(day);
                Rollups daily = new Rollups(EnumSet.of(Grain.HOUR, Grain.DAY));
                while (next != null && next.startedAt().isBefore(end)) {
                    daily.add(next);
                    monthly.add(next);
                    records++;
                    next = row.nextRow() ? RecordTable.read(row) : null;
                }
                compare(daily, EnumSet.of(Grain.HOUR, Grain.DAY), day, end);
                day = nextDay(next, end);
            }
            leaveMonth();
        }
        return findings.report(records);
    }

    /** The next day that has a record or a stored row, at or after a moment. */
    private @Nullable Instant nextDay(@Nullable UsageRecord next, Instant from) throws SQLException {
        Instant period = stored.nextFrom(from);
        if (next == null) {
            return period == null ? null : Grain.DAY.startOf(period);
        }
        Instant moment = period == null || next.startedAt().isBefore(period) ? next.startedAt() : period;
        return Grain.DAY.startOf(moment);
    }

    private void enterMonthOf(Instant day) throws SQLException {
        Instant next = Grain.MONTH.startOf(day);
        if (!next.equals(month)) {
            leaveMonth();
            month = next;
            monthly = new Rollups(EnumSet.of(Grain.MONTH));
        }
    }

    private void leaveMonth() throws SQLException {
        if (month != null) {
            compare(monthly, EnumSet.of(Grain.MONTH), month, Grain.MONTH.startOfNext(month));
        }
    }

    private void compare(Rollups recomputed, Set<Grain> grains, Instant from, Instant to) throws SQLException {
        compare(usage, recomputed.usage(), grains, from, to);
        compare(calls, recomputed.calls(), grains, from, to);
        compare(spend, recomputed.spend(), grains, from, to);
    }

    private <K extends Comparable<K>, R> void compare(
            RollupTable<K, R> table, List<R> recomputed, Set<Grain> grains, Instant from, Instant to)
            throws SQLException {
        Map<K, Object[]> rows = new HashMap<>();
        for (Grain grain : grains) {
            if (table.has(grain)) {
                read(table, grain, from, to, rows);
            }
        }
        findings.compare(table, rows, recomputed);
    }

    private <K extends Comparable<K>, R> void read(
            RollupTable<K, R> table, Grain grain, Instant from, Instant to, Map<K, Object[]> found)
            throws SQLException {
        PreparedStatement select =
                session.prepared(table.select() + "WHERE organization_uuid = ? AND " + table.grainCondition() + " AND "
                        + table.periodColumn() + " >= ? AND " + table.periodColumn() + " < ?");
        for (UUID organization : stored.organizations()) {
            new RowWriter(select)
                    .id(organization)
                    .text(grain.wireName())
                    .seconds(from)
                    .seconds(to);
            try (ResultSet rows = select.executeQuery()) {
                RowReader row = new RowReader(rows);
                while (row.nextRow()) {
                    found.put(table.readKey(row), table.readValues(row));
                }
            }
        }
    }
}
