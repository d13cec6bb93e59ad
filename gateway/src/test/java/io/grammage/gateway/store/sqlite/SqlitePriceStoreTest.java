package io.grammage.gateway.store.sqlite;

import io.grammage.gateway.billing.PriceStore;
import io.grammage.gateway.store.PriceStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqlitePriceStoreTest extends PriceStoreContract {
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
    protected PriceStore store() {
        return new SqlitePriceStore(database);
    }

    @Override
    protected PriceStore otherProcess() {
        return new SqlitePriceStore(other);
    }
}
