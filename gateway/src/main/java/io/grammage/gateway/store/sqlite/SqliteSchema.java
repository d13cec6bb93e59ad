package io.grammage.gateway.store.sqlite;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteDataSource;

/**
 * Brings the schema up to date, forward only. The version stands in the file's header too ({@code user_version}), so that a
 * start with a current file does not load the migration library, which takes longer than all the rest of opening it.
 */
final class SqliteSchema {
    /** The number of the last migration. */
    static final int VERSION = 3;

    static final String LOCATION = "classpath:db/sqlite";

    static final String LOCK_NAME = "migration.lock";

    private SqliteSchema() {}

    static void update(String url, Path dataDirectory) {
        try {
            if (!isCurrent(url)) {
                migrate(url, dataDirectory);
            }
        } catch (SQLException e) {
            throw SqliteFailure.of(e);
        } catch (IOException | FlywayException e) {
            throw new GatewayException(
                    ErrorCode.LEDGER_UNAVAILABLE,
                    "The database in " + dataDirectory + " cannot be brought up to date: " + e.getMessage(),
                    e);
        }
    }

    private static boolean isCurrent(String url) throws SQLException {
        try (Connection connection = dataSource(url).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
            int version = rows.getInt(1);
            if (version > VERSION) {
                throw new GatewayException(
                        ErrorCode.LEDGER_UNAVAILABLE,
                        "The database has schema version " + version + " and this program knows versions up to "
                                + VERSION
                                + ": it was written by a newer Grammage. Start that one, or another data directory.");
            }
            return version == VERSION;
        }
    }

    /** Of several processes that start together, one migrates and the others find it done. */
    private static synchronized void migrate(String url, Path dataDirectory) throws SQLException, IOException {
        Path lockFile = dataDirectory.resolve(LOCK_NAME);
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && isCurrent(url)) {
                return;
            }
            Flyway.configure()
                    .dataSource(dataSource(url))
                    .locations(LOCATION)
                    .load()
                    .migrate();
            try (Connection connection = dataSource(url).getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA user_version = " + VERSION);
            }
        }
    }

    private static SQLiteDataSource dataSource(String url) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(url);
        return source;
    }
}
