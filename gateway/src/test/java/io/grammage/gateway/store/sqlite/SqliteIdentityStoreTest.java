package io.grammage.gateway.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.identity.IdentityStore;
import io.grammage.gateway.ledger.testing.UsageRecords;
import io.grammage.gateway.store.IdentityStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteIdentityStoreTest extends IdentityStoreContract {
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
    protected IdentityStore store() {
        return new SqliteIdentityStore(database);
    }

    @Override
    protected IdentityStore otherProcess() {
        return new SqliteIdentityStore(other);
    }

    @Test
    void usageRecordsLeaveTheVersion() {
        long before = store().version();

        new SqliteUsageStore(database).insert(new UsageRecords(1).list(20));

        assertThat(store().version()).isEqualTo(before);
    }
}
