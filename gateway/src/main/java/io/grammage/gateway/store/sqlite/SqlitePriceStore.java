package io.grammage.gateway.store.sqlite;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.billing.BookedPrice;
import io.grammage.gateway.billing.PriceBook;
import io.grammage.gateway.billing.PriceSource;
import io.grammage.gateway.billing.PriceStore;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.PriceId;
import io.grammage.gateway.kernel.UsageUnit;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The price book in SQLite. */
public final class SqlitePriceStore implements PriceStore {
    private static final String IN_FORCE = """
            SELECT price_id FROM price_validity WHERE source = ? AND valid_to IS NULL
            """;

    private final SqliteDatabase database;

    /** The database stays the caller's to close. */
    public SqlitePriceStore(SqliteDatabase database) {
        this.database = requireNonNull(database, "database");
    }

    @Override
    public PriceBook load() {
        return new PriceBook(database.readers().run(session -> session.all("""
                SELECT id, model, unit, mode, unit_price, currency, source, valid_from, valid_to
                FROM price JOIN price_validity ON price_id = id
                ORDER BY valid_from, model, mode, unit, id
                """, none -> {}, SqlitePriceStore::read)));
    }

    private static BookedPrice read(RowReader row) throws SQLException {
        Price price = new Price(
                PriceId.parse(row.text()),
                row.text(),
                UsageUnit.fromWire(row.text()),
                Mode.fromWire(row.text()),
                new BigDecimal(row.text()),
                Currency.getInstance(row.text()));
        return new BookedPrice(price, PriceSource.fromWire(row.text()), row.micros(), row.optionalMicros());
    }

    @Override
    public void adopt(List<Price> configured, Instant moment) {
        Set<String> wanted = new HashSet<>();
        configured.forEach(price -> wanted.add(price.id().toString()));
        database.writer().run(session -> {
            Set<String> inForce = new HashSet<>(
                    session.all(IN_FORCE, row -> row.text(PriceSource.CONFIG.wireName()), RowReader::text));
            for (String gone : inForce) {
                if (!wanted.contains(gone)) {
                    end(session, gone, moment);
                }
            }
            for (Price price : configured) {
                if (inForce.add(price.id().toString())) {
                    begin(session, price, moment);
                }
            }
            return inForce;
        });
    }

    /** Ends a span, after its beginning also where the clock was set back. */
    private static void end(SqliteSession session, String price, Instant moment) throws SQLException {
        session.execute(
                "UPDATE price_validity SET valid_to = MAX(?, valid_from + 1) WHERE price_id = ? AND valid_to IS NULL",
                row -> row.micros(moment).text(price));
    }

    private static void begin(SqliteSession session, Price price, Instant moment) throws SQLException {
        session.execute(
                """
                INSERT INTO price (id, model, unit, mode, unit_price, currency) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO NOTHING
                """,
                row -> row.text(price.id().toString())
                        .text(price.model())
                        .text(price.unit().wireName())
                        .text(price.mode().wireName())
                        .text(price.unitPrice().toPlainString())
                        .text(price.currency().getCurrencyCode()));
        session.execute(
                """
                INSERT INTO price_validity (price_id, valid_from, source) VALUES (?, ?, ?)
                ON CONFLICT (price_id, valid_from) DO UPDATE SET valid_to = NULL
                """, row -> row.text(price.id().toString()).micros(moment).text(PriceSource.CONFIG.wireName()));
    }
}
