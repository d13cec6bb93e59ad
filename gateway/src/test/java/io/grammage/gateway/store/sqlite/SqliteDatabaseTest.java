package io.grammage.gateway.store.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.ledger.UsageRecord;
import io.grammage.gateway.ledger.VerifyReport;
import io.grammage.gateway.ledger.testing.UsageRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest {
    @TempDir
    private Path directory;

    @Test
    void directoryAndFilesAreTheOwnersAlone() throws IOException {
        Path data = directory.resolve("some/data");
        try (SqliteDatabase database = SqliteDatabase.open(data)) {
            new SqliteUsageStore(database).insert(new UsageRecords(1).list(5));

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(data)) {
                assertThat(files.filter(file -> file.getFileName().toString().startsWith(SqliteDatabase.FILE_NAME)))
                        .hasSizeGreaterThan(1)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void whatWasWrittenIsThereAfterReopening() {
        List<UsageRecord> records = new UsageRecords(2).list(50);
        try (SqliteDatabase database = SqliteDatabase.open(directory)) {
            new SqliteUsageStore(database).insert(records);
        }

        try (SqliteDatabase database = SqliteDatabase.open(directory)) {
            SqliteUsageStore store = new SqliteUsageStore(database);
            assertThat(store.insert(records)).isZero();
            VerifyReport report = store.verify();
            assertThat(report.isClean()).isTrue();
            assertThat(report.records()).isEqualTo(50);
        }
    }

    @Test
    void theVersionOfTheProgramIsThatOfTheLastMigration() {
        int last = Stream.of(Flyway.configure()
                        .locations(SqliteSchema.LOCATION)
                        .dataSource("jdbc:sqlite::memory:", null, null)
                        .load()
                        .info()
                        .all())
                .mapToInt(migration -> Integer.parseInt(migration.getVersion().getVersion()))
                .max()
                .orElseThrow();

        assertThat(SqliteSchema.VERSION).isEqualTo(last);
    }

    @Test
    void aDatabaseOfANewerProgramIsRefused() {
        SqliteDatabase.open(directory).close();
        execute("PRAGMA user_version = 99");

        assertThatThrownBy(() -> SqliteDatabase.open(directory))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("99")
                .hasMessageContaining("newer");
    }

    @Test
    void aMigrationThatWasCutOffIsCompleted() {
        SqliteDatabase.open(directory).close();
        execute("PRAGMA user_version = 0");

        try (SqliteDatabase database = SqliteDatabase.open(directory)) {
            assertThat(new SqliteUsageStore(database).verify().isClean()).isTrue();
        }
        assertThat(queryInt("PRAGMA user_version")).isEqualTo(SqliteSchema.VERSION);
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
        Files.writeString(directory.resolve(SqliteDatabase.FILE_NAME), "not a database ".repeat(100), UTF_8);

        assertThatThrownBy(() -> SqliteDatabase.open(directory)).hasMessageContaining("not a database");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsRefused() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> SqliteDatabase.open(file.resolve("data")))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("data directory");
    }

    @Test
    void everyCommitIsForcedToTheDisk() {
        try (SqliteDatabase database = SqliteDatabase.open(directory)) {
            int synchronous = database.writer()
                    .run(session -> session.all("PRAGMA synchronous", none -> {}, RowReader::smallNumber)
                            .getFirst());

            assertThat(synchronous).isEqualTo(2);
            assertThat(queryText("PRAGMA journal_mode")).isEqualTo("wal");
        }
    }

    @Test
    void readersCannotWrite() {
        try (SqliteDatabase database = SqliteDatabase.open(directory)) {
            SqliteThreads.Work<Integer> write =
                    session -> session.prepared("DELETE FROM usage_record").executeUpdate();

            assertThatThrownBy(() -> database.readers().run(write)).hasMessageContaining("read-only");
            assertThatThrownBy(() -> database.quickReader().run(write)).hasMessageContaining("read-only");
        }
    }

    @Test
    void aFailedTransactionIsUndoneAndTheNextOneWorks() {
        try (SqliteDatabase database = SqliteDatabase.open(directory)) {
            assertThatThrownBy(() -> database.writer().run(session -> {
                        session.prepared("UPDATE identity_version SET version = 7")
                                .executeUpdate();
                        throw new IllegalArgumentException("changed my mind");
                    }))
                    .hasMessage("changed my mind");

            assertThat(new SqliteIdentityStore(database).version()).isZero();
            assertThat(new SqliteUsageStore(database).insert(new UsageRecords(3).list(3)))
                    .isEqualTo(3);
        }
    }

    @Test
    void aClosedDatabaseSaysSo() {
        SqliteDatabase database = SqliteDatabase.open(directory);
        database.close();

        assertThatThrownBy(() -> new SqliteUsageStore(database).verify())
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SHUTTING_DOWN));
    }

    @Test
    void queriesOfAScopeFollowAnIndex() {
        SqliteDatabase.open(directory).close();
        String columns = " FROM usage_record WHERE organization_uuid = x'01' AND started_at > 5";

        assertThat(queryPlan("SELECT *" + columns + " ORDER BY started_at DESC, id DESC LIMIT 10"))
                .contains("usage_record_by_organization")
                .doesNotContain("TEMP B-TREE");
        assertThat(queryPlan(
                        "SELECT *" + columns + " AND project_uuid = x'02' ORDER BY started_at DESC, id DESC LIMIT 10"))
                .contains("usage_record_by_project")
                .doesNotContain("TEMP B-TREE");
    }

    private void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private int queryInt(String sql) {
        return Integer.parseInt(queryText(sql));
    }

    private String queryText(String sql) {
        return query(sql, 1);
    }

    private String queryPlan(String sql) {
        return query("EXPLAIN QUERY PLAN " + sql, 4);
    }

    private String query(String sql, int column) {
        StringBuilder text = new StringBuilder();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                text.append(rows.getString(column));
            }
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
        return text.toString();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(SqliteDatabase.FILE_NAME));
    }
}
