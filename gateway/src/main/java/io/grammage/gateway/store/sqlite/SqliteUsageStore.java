package io.grammage.gateway.store.sqlite;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.UserId;
import io.grammage.gateway.ledger.CallRollup;
import io.grammage.gateway.ledger.Grain;
import io.grammage.gateway.ledger.Outcome;
import io.grammage.gateway.ledger.RecordCursor;
import io.grammage.gateway.ledger.RecordFilter;
import io.grammage.gateway.ledger.RecordPage;
import io.grammage.gateway.ledger.RecordQuery;
import io.grammage.gateway.ledger.RollupQuery;
import io.grammage.gateway.ledger.Rollups;
import io.grammage.gateway.ledger.SpendQuery;
import io.grammage.gateway.ledger.SpendRollup;
import io.grammage.gateway.ledger.UsageRecord;
import io.grammage.gateway.ledger.UsageRollup;
import io.grammage.gateway.ledger.UsageStore;
import io.grammage.gateway.ledger.VerifyReport;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The ledger in SQLite. */
public final class SqliteUsageStore implements UsageStore {
    private static final UsageTable USAGE = new UsageTable();
    private static final CallTable CALLS = new CallTable();
    private static final SpendTable SPEND = new SpendTable();
    /** Columns that a query of spend names one value of: comparing them would only cost time. */
    private static final List<String> FIXED_IN_SPEND = List.of("organization_uuid", "scope");
    /** The driver keeps every value of a batch as an object until it is executed. */
    private static final int ROWS_AT_ONCE = 128;

    private final SqliteDatabase database;

    /** The database stays the caller's to close. */
    public SqliteUsageStore(SqliteDatabase database) {
        this.database = requireNonNull(database, "database");
    }

    @Override
    public int insert(List<UsageRecord> records) {
        if (records.isEmpty()) {
            return 0;
        }
        List<UsageRecord> sorted = new ArrayList<>(records);
        sorted.sort(UsageRecord.BY_KEY);
        return database.writer().run(session -> {
            Rollups rollups = new Rollups();
            int added = insertRecords(sorted, rollups, session);
            upsert(USAGE, rollups.usage(), session);
            upsert(CALLS, rollups.calls(), session);
            upsert(SPEND, rollups.spend(), session);
            return added;
        });
    }

    /** Adds rows, and those that were not there already to the rollups. */
    private static int insertRecords(List<UsageRecord> records, Rollups rollups, SqliteSession session)
            throws SQLException {
        PreparedStatement statement = session.prepared(RecordTable.INSERT);
        RowWriter row = new RowWriter(statement);
        int added = 0;
        for (int first = 0; first < records.size(); first += ROWS_AT_ONCE) {
            List<UsageRecord> some = records.subList(first, Math.min(records.size(), first + ROWS_AT_ONCE));
            for (UsageRecord call : some) {
                RecordTable.write(call, row);
            }
            int[] changed = statement.executeBatch();
            for (int i = 0; i < changed.length; i++) {
                if (changed[i] == 1) {
                    rollups.add(some.get(i));
                    added++;
                }
            }
        }
        return added;
    }

    private static <R> void upsert(RollupTable<?, R> table, List<R> rows, SqliteSession session) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        PreparedStatement statement = session.prepared(table.upsert());
        RowWriter out = new RowWriter(statement);
        for (R row : rows) {
            table.write(row, out);
        }
        statement.executeBatch();
    }

    @Override
    public RecordPage records(RecordQuery query) {
        Where where = new Where(query.scope())
                .and("started_at >= ?", micros(query.period().from()));
        RecordCursor after = query.after();
        if (after != null && after.startedAt().isBefore(query.period().to())) {
            // The only upper bound: beside another one SQLite seeks to that, and passes over all pages before this one.
            where.and(
                    "(started_at, id) < (?, ?)",
                    micros(after.startedAt()),
                    after.id().value());
        } else {
            where.and("started_at < ?", micros(query.period().to()));
        }
        narrow(where, query.filter());
        String sql = RecordTable.SELECT + where.sql() + " ORDER BY started_at DESC, id DESC LIMIT ?";
        List<UsageRecord> found = database.readers().run(session -> {
            try (PreparedStatement statement = session.prepare(sql)) {
                return SqliteSession.all(
                        statement,
                        parameters -> {
                            where.bind(parameters);
                            parameters.number(query.limit() + 1L);
                        },
                        RecordTable::read);
            }
        });
        boolean more = found.size() > query.limit();
        List<UsageRecord> page = more ? found.subList(0, query.limit()) : found;
        return new RecordPage(page, more ? RecordCursor.of(page.getLast()) : null);
    }

    private static void narrow(Where where, RecordFilter filter) {
        ApiKeyId key = filter.key();
        if (key != null) {
            where.and("api_key_uuid = ?", key.value());
        }
        UserId user = filter.user();
        if (user != null) {
            where.and("user_uuid = ?", user.value());
        }
        where.in("model", filter.models());
        Endpoint endpoint = filter.endpoint();
        if (endpoint != null) {
            where.and("endpoint = ?", endpoint.path());
        }
        Outcome outcome = filter.outcome();
        if (outcome != null) {
            where.and("outcome = ?", outcome.wireName());
        }
    }

    @Override
    public void usage(RollupQuery query, Consumer<UsageRollup> rows) {
        rollups(USAGE, query, rows);
    }

    @Override
    public List<CallRollup> calls(RollupQuery query) {
        List<CallRollup> rows = new ArrayList<>();
        rollups(CALLS, query, rows::add);
        rows.sort(Comparator.comparing(CallRollup::key));
        return rows;
    }

    private <K extends Comparable<K>, R> void rollups(RollupTable<K, R> table, RollupQuery query, Consumer<R> rows) {
        List<Where> pieces =
                query.pieces().stream().map(piece -> where(query, piece)).toList();
        String stored =
                pieces.stream().map(where -> table.select() + where.sql()).collect(Collectors.joining(" UNION ALL "));
        List<String> keys = table.keyColumns().stream()
                .map(column -> keyExpression(column, query))
                .toList();
        String sql = query.isStored()
                ? stored
                : table.selectSums(keys, i -> isVarying(table.keyColumns().get(i), query), stored);
        read(
                table,
                sql,
                row -> {
                    for (Where where : pieces) {
                        where.bind(row);
                    }
                },
                rows);
    }

    private static Where where(RollupQuery query, RollupQuery.Piece piece) {
        Where where = new Where(query.scope()).and("grain = ?", piece.grain().wireName());
        if (query.scope().project() == null) {
            where.and("period >= ?", piece.period().from().getEpochSecond())
                    .and("period < ?", piece.period().to().getEpochSecond());
        } else {
            // Rows are sorted by period, then project: each period is looked up, so that no others' rows are passed
            // over.
            where.and("period IN (SELECT value FROM json_each(?))", starts(piece));
        }
        ApiKeyId key = query.filter().key();
        if (key != null) {
            where.and("api_key_uuid = ?", key.value());
        }
        where.in("model", query.filter().models());
        Endpoint endpoint = query.filter().endpoint();
        if (endpoint != null) {
            where.and("endpoint = ?", endpoint.path());
        }
        return where;
    }

    /** The starts of a piece's periods, as a JSON array. */
    private static String starts(RollupQuery.Piece piece) {
        StringJoiner starts = new StringJoiner(",", "[", "]");
        Instant end = piece.period().to();
        for (Instant start = piece.period().from();
                start.isBefore(end);
                start = piece.grain().startOfNext(start)) {
            starts.add(Long.toString(start.getEpochSecond()));
        }
        return starts.toString();
    }

    private static boolean isVarying(String column, RollupQuery query) {
        return switch (column) {
            case "organization_uuid", "grain" -> false;
            case "api_key_uuid", "provider" -> query.detail() == RollupQuery.Detail.KEYS_AND_PROVIDERS;
            default -> true;
        };
    }

    private static String keyExpression(String column, RollupQuery query) {
        boolean totals = query.detail() == RollupQuery.Detail.TOTALS;
        return switch (column) {
            case "grain" -> "'" + query.grain().wireName() + "'";
            case "period" -> start(query.grain(), column);
            case "api_key_uuid" -> totals ? "x''" : column;
            case "provider" -> totals ? "''" : column;
            default -> column;
        };
    }

    /** The start of the period of a grain that a start of an hour lies in. */
    private static String start(Grain grain, String column) {
        return switch (grain) {
            case HOUR -> column;
            case DAY -> column + " - " + column + " % 86400";
            case MONTH -> "unixepoch(" + column + ", 'unixepoch', 'start of month')";
        };
    }

    @Override
    public void spend(SpendQuery query, Consumer<SpendRollup> rows) {
        Where where = new Where(query.organization())
                .and("scope = ?", query.scope().wireName())
                .and("hour >= ?", query.period().from().getEpochSecond())
                .and("hour < ?", query.period().to().getEpochSecond());
        List<String> keys = SPEND.keyColumns().stream()
                .map(column -> column.equals(SPEND.periodColumn()) ? start(query.grain(), column) : column)
                .toList();
        String sql = SPEND.selectSums(
                keys, i -> !FIXED_IN_SPEND.contains(SPEND.keyColumns().get(i)), SPEND.select() + where.sql());
        read(SPEND, sql, where::bind, rows);
    }

    @Override
    public VerifyReport verify() {
        return database.readers().run(session -> new SqliteVerification(session, USAGE, CALLS, SPEND).run());
    }

    private <R> void read(RollupTable<?, R> table, String sql, SqliteSession.Parameters parameters, Consumer<R> rows) {
        database.readers().run(session -> {
            try (PreparedStatement statement = session.prepare(sql)) {
                SqliteSession.each(statement, parameters, table::read, rows);
                return table;
            }
        });
    }

    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }
}
