package io.grammage.gateway.store.sqlite;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.billing.BookedPrice;
import io.grammage.gateway.billing.PriceBook;
import io.grammage.gateway.billing.PriceSource;
import io.grammage.gateway.billing.PriceStore;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
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
        // Entries first: a price without one is harmless, and prices are never deleted.
        List<BookedPrice> entries =
                database.readers().run(session -> session.all("""
                SELECT id, model, unit, mode, unit_price, currency, source, valid_from, valid_to
                FROM price JOIN price_validity ON price_id = id
                ORDER BY valid_from, model, mode, unit, id
                """, none -> {}, SqlitePriceStore::entry));
        List<Price> prices = database.readers()
                .run(session -> session.all(
                        "SELECT id, model, unit, mode, unit_price, currency FROM price",
                        none -> {},
                        SqlitePriceStore::price));
        return new PriceBook(prices, entries);
    }

    private static Price price(RowReader row) throws SQLException {
        return new Price(
                PriceId.parse(row.text()),
                row.text(),
                UsageUnit.fromWire(row.text()),
                Mode.fromWire(row.text()),
                new BigDecimal(row.text()),
                Currency.getInstance(row.text()));
    }

    private static BookedPrice entry(RowReader row) throws SQLException {
        return new BookedPrice(price(row), PriceSource.fromWire(row.text()), row.micros(), row.optionalMicros());
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
                    begin(session, new BookedPrice(price, PriceSource.CONFIG, moment, null));
                }
            }
            return inForce;
        });
    }

    @Override
    public void book(BookedPrice booked) {
        database.writer().run(session -> {
            for (BookedPrice other : decided(session, booked.price())) {
                if (!other.from().isBefore(booked.from())) {
                    throw new GatewayException(
                            ErrorCode.CONFLICT,
                            other.price().id() + " for the same begins at " + other.from() + ". End it first: DELETE"
                                    + " /v1/billing/prices/" + other.price().id() + ".");
                }
            }
            begin(session, booked);
            return booked;
        });
    }

    /** The entries of the API for the same model, unit and mode. */
    private static List<BookedPrice> decided(SqliteSession session, Price same) throws SQLException {
        List<BookedPrice> entries = session.all(
                """
                SELECT id, model, unit, mode, unit_price, currency, source, valid_from, valid_to
                FROM price JOIN price_validity ON price_id = id
                WHERE source = ? AND model = ? AND unit = ? AND mode = ?
                ORDER BY valid_from
                """,
                row -> row.text(PriceSource.API.wireName())
                        .text(same.model())
                        .text(same.unit().wireName())
                        .text(same.mode().wireName()),
                SqlitePriceStore::entry);
        return new PriceBook(List.of(), entries).entries();
    }

    @Override
    public boolean end(PriceId id, Instant moment) {
        return database.writer().run(session -> {
            List<Price> known = session.all(
                    "SELECT id, model, unit, mode, unit_price, currency FROM price WHERE id = ?",
                    row -> row.text(id.toString()),
                    SqlitePriceStore::price);
            boolean found = false;
            for (Price price : known) {
                for (BookedPrice entry : decided(session, price)) {
                    if (entry.price().id().equals(id) && !entry.from().isBefore(moment)) {
                        found = true;
                        session.execute(
                                "DELETE FROM price_validity WHERE price_id = ? AND valid_from = ?",
                                row -> row.text(id.toString()).micros(entry.from()));
                    } else if (entry.price().id().equals(id) && entry.covers(moment)) {
                        found = true;
                        session.execute(
                                "UPDATE price_validity SET valid_to = ? WHERE price_id = ? AND valid_from = ?",
                                row -> row.micros(moment).text(id.toString()).micros(entry.from()));
                    }
                }
            }
            return found;
        });
    }

    /** Ends a span, after its beginning also where the clock was set back. */
    private static void end(SqliteSession session, String price, Instant moment) throws SQLException {
        session.execute(
                "UPDATE price_validity SET valid_to = MAX(?, valid_from + 1) WHERE price_id = ? AND valid_to IS NULL",
                row -> row.micros(moment).text(price));
    }

    private static void begin(SqliteSession session, BookedPrice booked) throws SQLException {
        Price price = booked.price();
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
                INSERT INTO price_validity (price_id, valid_from, valid_to, source) VALUES (?, ?, ?, ?)
                ON CONFLICT (price_id, valid_from) DO UPDATE SET valid_to = excluded.valid_to
                """,
                row -> row.text(price.id().toString())
                        .micros(booked.from())
                        .optionalMicros(booked.to())
                        .text(booked.source().wireName()));
    }
}
