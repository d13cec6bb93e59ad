package io.grammage.gateway.store.sqlite;

import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.PriceId;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.ledger.Grain;
import io.grammage.gateway.ledger.UsageKey;
import io.grammage.gateway.ledger.UsageRollup;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code usage_rollup}. */
final class UsageTable extends RollupTable<UsageKey, UsageRollup> {
    UsageTable() {
        super(
                "usage_rollup",
                "period",
                GroupColumns.and("mode", "price", "currency", "unit"),
                List.of(Sum.count("quantity"), Sum.money("charge")));
    }

    @Override
    boolean has(Grain grain) {
        return true;
    }

    @Override
    UsageKey key(UsageRollup row) {
        return row.key();
    }

    @Override
    Object[] values(UsageRollup row) {
        return new Object[] {row.quantity(), row.charge()};
    }

    @Override
    UsageRollup row(UsageKey key, Object[] values) {
        return new UsageRollup(key, (Long) values[0], (BigDecimal) values[1]);
    }

    @Override
    void writeKey(UsageKey key, RowWriter out) throws SQLException {
        PriceId price = key.price();
        GroupColumns.write(key.group(), out)
                .text(key.mode().wireName())
                .textOrEmpty(price == null ? null : price.toString())
                .text(key.currency().getCurrencyCode())
                .text(key.unit().wireName());
    }

    @Override
    UsageKey readKey(RowReader in) throws SQLException {
        return new UsageKey(
                GroupColumns.read(in),
                Mode.fromWire(in.text()),
                price(in.text()),
                Currency.getInstance(in.text()),
                UsageUnit.fromWire(in.text()));
    }

    private static @Nullable PriceId price(String text) {
        return text.isEmpty() ? null : PriceId.parse(text);
    }
}
