package io.grammage.gateway.store.sqlite;

import io.grammage.gateway.ledger.UsageStore;
import io.grammage.gateway.store.UsageStoreContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteUsageStoreTest extends UsageStoreContract {
    @TempDir
    private Path directory;

    private SqliteDatabase database;
    private SqliteDatabase other;

    @BeforeEach
    void open() {
        database = FreshDatabase.open(directory);
        other = SqliteDatabase.open(directory);
    }

    @AfterEach
    void close() {
        database.close();
        other.close();
    }

    @Override
    protected UsageStore store() {
        return new SqliteUsageStore(database);
    }

    @Override
    protected UsageStore otherProcess() {
        return new SqliteUsageStore(other);
    }

    @Override
    protected void execute(String sql) {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(SqliteDatabase.FILE_NAME));
                Statement statement = connection.createStatement()) {
            if (statement.executeUpdate(sql) == 0) {
                throw new AssertionError("no row: " + sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}
