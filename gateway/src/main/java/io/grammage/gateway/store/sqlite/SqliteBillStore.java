package io.grammage.gateway.store.sqlite;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.billing.Bill;
import io.grammage.gateway.billing.BillStore;
import io.grammage.gateway.billing.Issue;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.store.BillDocument;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Final bills in SQLite. */
public final class SqliteBillStore implements BillStore {
    /** A year of two organizations of 600 lines a month takes some 4 MB. */
    private static final int KEPT_MAX = 24;

    private final SqliteDatabase database;
    /** By number, the latest that were asked for: they never change, and reading a document is the dearest part of making the next bill. */
    private final Map<Long, Bill> kept = Collections.synchronizedMap(new LinkedHashMap<>(KEPT_MAX, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Bill> eldest) {
            return size() > KEPT_MAX;
        }
    });

    /** The database stays the caller's to close. */
    public SqliteBillStore(SqliteDatabase database) {
        this.database = requireNonNull(database, "database");
    }

    @Override
    public List<Bill> issued(OrganizationId organization) {
        return database.readers()
                .run(session -> session.all("""
                SELECT number, month, currency, issued_at, document FROM bill
                WHERE organization_uuid = ? ORDER BY month, currency
                """, row -> row.id(organization.value()), row -> read(organization, row)));
    }

    private Bill read(OrganizationId organization, RowReader row) throws SQLException {
        long number = row.number();
        Bill known = kept.get(number);
        if (known != null) {
            return known;
        }
        YearMonth month = YearMonth.parse(row.text());
        Currency currency = Currency.getInstance(row.text());
        Issue issue = new Issue(number, row.micros());
        Bill bill = BillDocument.parse(row.text()).bill(organization, month, currency, issue);
        kept.put(number, bill);
        return bill;
    }

    @Override
    public boolean issue(Bill bill, Instant moment) {
        String document = BillDocument.of(bill).text();
        return database.writer()
                .run(session -> session.execute(
                        """
                INSERT INTO bill (organization_uuid, month, currency, issued_at, document) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (organization_uuid, month, currency) DO NOTHING
                """,
                        row -> row.id(bill.organization().id().value())
                                .text(bill.month().toString())
                                .text(bill.currency().getCurrencyCode())
                                .micros(moment)
                                .text(document)));
    }
}
