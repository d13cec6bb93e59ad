package io.grammage.bench.bills;

import io.grammage.gateway.billing.BillMonth;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.UsageUnit;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Writes rollups as the drainer leaves them, in the order of their keys, without the records: of hours with keys and a provider, of days
 * and months without.
 */
final class RollupMaker {
    private static final int BATCH = 1_000;
    private static final BigDecimal PICO = BigDecimal.TEN.pow(12);

    private final Connection connection;
    private final int months;
    private long rows;

    private RollupMaker(Connection connection, int months) {
        this.connection = connection;
        this.months = months;
    }

    /** Fills a fresh database; how many rows there are then. */
    static long fill(Path file, int months) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            execute(connection, "PRAGMA journal_mode = OFF");
            execute(connection, "PRAGMA synchronous = OFF");
            execute(connection, "PRAGMA cache_size = -200000");
            connection.setAutoCommit(false);
            RollupMaker maker = new RollupMaker(connection, months);
            maker.usage();
            maker.calls();
            connection.commit();
            connection.setAutoCommit(true);
            execute(connection, "PRAGMA journal_mode = WAL");
            return maker.rows;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Instant first() {
        return BillMonth.start(YearOfCalls.LAST.minusMonths(months - 1L));
    }

    private Instant end() {
        return BillMonth.start(YearOfCalls.LAST.plusMonths(1));
    }

    private void usage() throws SQLException {
        String sql = """
                INSERT INTO usage_rollup (organization_uuid, grain, period, project_uuid, api_key_uuid, model, provider,
                    deployment_uuid, endpoint, mode, price, currency, unit, quantity, charge_units, charge_pico)
                VALUES (?, ?, ?, ?, ?, ?, ?, x'', '/v1/chat/completions', 'realtime', ?, 'EUR', ?, ?, ?, ?)
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            eachGroup((grain, period, project, key, model, calls) -> {
                for (UsageUnit unit : YearOfCalls.UNITS) {
                    Price price = YearOfCalls.price(model, unit);
                    long quantity = calls * (unit == UsageUnit.OUTPUT ? 200L : unit == UsageUnit.INPUT ? 500L : 100L);
                    BigDecimal charge = price.amount(quantity);
                    int at = group(insert, grain, period, project, key, model);
                    insert.setString(at++, price.id().toString());
                    insert.setString(at++, unit.wireName());
                    insert.setLong(at++, quantity);
                    insert.setLong(at++, charge.longValue());
                    insert.setLong(
                            at, charge.remainder(BigDecimal.ONE).multiply(PICO).longValueExact());
                    add(insert);
                }
            });
            insert.executeBatch();
        }
    }

    private void calls() throws SQLException {
        List<String> sums = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet columns =
                        statement.executeQuery("SELECT name FROM pragma_table_info('call_rollup') WHERE pk = 0")) {
            while (columns.next()) {
                sums.add(columns.getString(1));
            }
        }
        String sql =
                "INSERT INTO call_rollup (organization_uuid, grain, period, project_uuid, api_key_uuid, model, provider,"
                        + " deployment_uuid, endpoint, zone, method, status_class, " + String.join(", ", sums)
                        + ") VALUES (?, ?, ?, ?, ?, ?, ?, x'', '/v1/chat/completions', 'FRA', 'ecologits-0.9', '2xx'"
                        + ", ?".repeat(sums.size()) + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            eachGroup((grain, period, project, key, model, calls) -> {
                int at = group(insert, grain, period, project, key, model);
                for (String sum : sums) {
                    if (sum.endsWith("_min") || sum.endsWith("_max")) {
                        insert.setDouble(at++, calls * 1.25e-5);
                    } else {
                        insert.setLong(at++, sum.contains("tokens") ? calls * 800L : calls);
                    }
                }
                add(insert);
            });
            insert.executeBatch();
        }
    }

    private interface Group {
        void write(String grain, Instant period, int project, int key, int model, long calls) throws SQLException;
    }

    /** In the order of the keys: the grains by their names d, h, m. */
    private void eachGroup(Group group) throws SQLException {
        for (Instant day = first(); day.isBefore(end()); day = day.plus(1, ChronoUnit.DAYS)) {
            totals(group, "d", day, 24);
        }
        for (Instant hour = first(); hour.isBefore(end()); hour = hour.plus(1, ChronoUnit.HOURS)) {
            for (int project = 0; project < YearOfCalls.PROJECTS; project++) {
                for (int key = 0; key < YearOfCalls.KEYS; key++) {
                    for (int model = 0; model < YearOfCalls.MODELS; model++) {
                        group.write("h", hour, project, key, model, YearOfCalls.CALLS_PER_HOUR);
                    }
                }
            }
        }
        for (int i = 0; i < months; i++) {
            YearMonth month = YearOfCalls.LAST.minusMonths(months - 1L - i);
            totals(group, "m", BillMonth.start(month), 24L * month.lengthOfMonth());
        }
    }

    private static void totals(Group group, String grain, Instant period, long hours) throws SQLException {
        for (int project = 0; project < YearOfCalls.PROJECTS; project++) {
            for (int model = 0; model < YearOfCalls.MODELS; model++) {
                group.write(grain, period, project, -1, model, hours * YearOfCalls.KEYS * YearOfCalls.CALLS_PER_HOUR);
            }
        }
    }

    private static int group(PreparedStatement insert, String grain, Instant period, int project, int key, int model)
            throws SQLException {
        insert.setBytes(1, bytes(YearOfCalls.organization().id().value()));
        insert.setString(2, grain);
        insert.setLong(3, period.getEpochSecond());
        insert.setBytes(4, bytes(YearOfCalls.project(project)));
        insert.setBytes(5, key < 0 ? new byte[0] : bytes(YearOfCalls.key(project, key)));
        insert.setString(6, YearOfCalls.model(model));
        insert.setString(7, key < 0 ? "" : YearOfCalls.model(model) + "-1");
        return 8;
    }

    private void add(PreparedStatement insert) throws SQLException {
        insert.addBatch();
        rows++;
        if (rows % BATCH == 0) {
            insert.executeBatch();
        }
        if (rows % 1_000_000 == 0) {
            System.err.printf(Locale.ROOT, "%,d rows%n", rows);
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
