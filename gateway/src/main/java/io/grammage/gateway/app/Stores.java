package io.grammage.gateway.app;

import io.grammage.gateway.billing.BillStore;
import io.grammage.gateway.billing.PriceStore;
import io.grammage.gateway.identity.IdentityStore;
import io.grammage.gateway.ledger.UsageStore;
import io.grammage.gateway.store.sqlite.SqliteBillStore;
import io.grammage.gateway.store.sqlite.SqliteDatabase;
import io.grammage.gateway.store.sqlite.SqliteIdentityStore;
import io.grammage.gateway.store.sqlite.SqlitePriceStore;
import io.grammage.gateway.store.sqlite.SqliteUsageStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** The stores of a data directory, open. */
record Stores(SqliteDatabase database, UsageStore usage, IdentityStore identities, PriceStore prices, BillStore bills)
        implements AutoCloseable {

    /** Opens them, and makes them where there are none. */
    static Stores open(Path data) {
        SqliteDatabase database = SqliteDatabase.open(data);
        return new Stores(
                database,
                new SqliteUsageStore(database),
                new SqliteIdentityStore(database),
                new SqlitePriceStore(database),
                new SqliteBillStore(database));
    }

    /**
     * Opens those of a data directory that must be one.
     *
     * @throws StartException when there is no store in it
     */
    static Stores openExisting(Path data) {
        if (!Files.exists(data.resolve(SqliteDatabase.FILE_NAME))) {
            throw new StartException(
                    "--data: " + data + " holds no " + SqliteDatabase.FILE_NAME
                            + " (expected: the data directory of a gateway, which 'grammage serve' makes)",
                    null);
        }
        return open(data);
    }

    @Override
    public void close() {
        database.close();
    }
}
