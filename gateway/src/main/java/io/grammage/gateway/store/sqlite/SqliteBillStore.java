package io.grammage.gateway.store.sqlite;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.billing.Bill;
import io.grammage.gateway.billing.BillStore;
import io.grammage.gateway.billing.Issue;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.store.BillDocument;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;

/** Final bills in SQLite. */
public final class SqliteBillStore implements BillStore {
    private final SqliteDatabase database;

    /** The database stays the caller's to close. */
    public SqliteBillStore(SqliteDatabase database) {
        this.database = requireNonNull(database, "database");
    }

    @Override
    public List<Bill> issued(OrganizationId organization) {
        return database.readers()
                .run(session -> session.all("""
                SELECT month, currency, number, issued_at, document FROM bill
                WHERE organization_uuid = ? ORDER BY month, currency
                """, row -> row.id(organization.value()), row -> {
                    YearMonth month = YearMonth.parse(row.text());
                    Currency currency = Currency.getInstance(row.text());
                    Issue issue = new Issue(row.number(), row.micros());
                    return BillDocument.parse(row.text()).bill(organization, month, currency, issue);
                }));
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
