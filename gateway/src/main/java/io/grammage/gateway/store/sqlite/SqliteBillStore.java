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
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Final bills in SQLite. */
public final class SqliteBillStore implements BillStore {
    /** Five years of an organization of 600 lines a month. */
    private static final int KEPT_LINES_MAX = 36_000;

    private final SqliteDatabase database;
    /** By number, the latest that were asked for: they never change, and reading a document is the dearest part of making the next bill. */
    private final SequencedMap<Long, Bill> kept = new LinkedHashMap<>(16, 0.75f, true);

    private int keptLines;

    /** The database stays the caller's to close. */
    public SqliteBillStore(SqliteDatabase database) {
        this.database = requireNonNull(database, "database");
    }

    @Override
    public List<Bill> issued(OrganizationId organization) {
        return database.readers().run(session -> {
            List<Long> numbers = session.all(
                    "SELECT number FROM bill WHERE organization_uuid = ? ORDER BY month, currency",
                    row -> row.id(organization.value()),
                    RowReader::number);
            List<Bill> bills = new ArrayList<>();
            for (long number : numbers) {
                Bill known = kept(number);
                bills.add(known == null ? keep(read(session, organization, number), number) : known);
            }
            return bills;
        });
    }

    private static Bill read(SqliteSession session, OrganizationId organization, long number) throws SQLException {
        return session.all(
                        "SELECT month, currency, issued_at, document FROM bill WHERE number = ?",
                        row -> row.number(number),
                        row -> {
                            YearMonth month = YearMonth.parse(row.text());
                            Currency currency = Currency.getInstance(row.text());
                            Issue issue = new Issue(number, row.micros());
                            return BillDocument.parse(row.text()).bill(organization, month, currency, issue);
                        })
                .getFirst();
    }

    private @Nullable Bill kept(long number) {
        synchronized (kept) {
            return kept.get(number);
        }
    }

    private Bill keep(Bill bill, long number) {
        synchronized (kept) {
            if (kept.put(number, bill) == null) {
                keptLines += bill.lines().size();
            }
            while (keptLines > KEPT_LINES_MAX && kept.size() > 1) {
                keptLines -= kept.pollFirstEntry().getValue().lines().size();
            }
            return bill;
        }
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
