package io.grammage.gateway.store.sqlite;

import io.grammage.gateway.billing.BillStore;
import io.grammage.gateway.store.BillStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteBillStoreTest extends BillStoreContract {
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
    protected BillStore store() {
        return new SqliteBillStore(database);
    }

    @Override
    protected BillStore otherProcess() {
        return new SqliteBillStore(other);
    }
}
