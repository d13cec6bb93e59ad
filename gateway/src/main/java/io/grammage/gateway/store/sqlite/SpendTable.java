package io.grammage.gateway.store.sqlite;

import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.ledger.Grain;
import io.grammage.gateway.ledger.SpendKey;
import io.grammage.gateway.ledger.SpendRollup;
import io.grammage.gateway.ledger.SpendScope;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;

/** The table {@code spend_rollup}. */
final class SpendTable extends RollupTable<SpendKey, SpendRollup> {
    SpendTable() {
        super(
                "spend_rollup",
                "hour",
                List.of("organization_uuid", "scope", "scope_id", "hour", "model", "currency"),
                List.of(Sum.count("tokens"), Sum.money("charge"), Sum.figure("energy_max"), Sum.figure("gwp_max")));
    }

    @Override
    boolean has(Grain grain) {
        return grain == Grain.HOUR;
    }

    /** All rows are of hours. */
    @Override
    String grainCondition() {
        return "'" + Grain.HOUR.wireName() + "' = ?";
    }

    @Override
    SpendKey key(SpendRollup row) {
        return row.key();
    }

    @Override
    Object[] values(SpendRollup row) {
        return new Object[] {row.tokens(), row.charge(), row.energyMaxKwh(), row.gwpMaxKgCo2eq()};
    }

    @Override
    SpendRollup row(SpendKey key, Object[] values) {
        return new SpendRollup(key, (Long) values[0], (BigDecimal) values[1], (Double) values[2], (Double) values[3]);
    }

    @Override
    void writeKey(SpendKey key, RowWriter out) throws SQLException {
        out.id(key.organization().value())
                .text(key.scope().wireName())
                .text(key.scopeId())
                .seconds(key.period())
                .text(key.model())
                .text(key.currency().getCurrencyCode());
    }

    @Override
    SpendKey readKey(RowReader in) throws SQLException {
        return new SpendKey(
                new OrganizationId(in.id()),
                SpendScope.fromWire(in.text()),
                in.text(),
                in.seconds(),
                in.text(),
                Currency.getInstance(in.text()));
    }
}
