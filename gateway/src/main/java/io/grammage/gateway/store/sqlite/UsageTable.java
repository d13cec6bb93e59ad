package io.grammage.gateway.store.sqlite;

import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.DeploymentId;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.PriceId;
import io.grammage.gateway.kernel.ProjectId;
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
                List.of(
                        "organization_uuid",
                        "grain",
                        "period",
                        "project_uuid",
                        "api_key_uuid",
                        "model",
                        "provider",
                        "deployment_uuid",
                        "endpoint",
                        "mode",
                        "price",
                        "currency",
                        "unit"),
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
        ApiKeyId apiKey = key.key();
        DeploymentId deployment = key.deployment();
        PriceId price = key.price();
        out.id(key.organization().value())
                .text(key.grain().wireName())
                .seconds(key.period())
                .id(key.project().value())
                .idOrEmpty(apiKey == null ? null : apiKey.value())
                .text(key.model())
                .textOrEmpty(key.provider())
                .idOrEmpty(deployment == null ? null : deployment.value())
                .text(key.endpoint().path())
                .text(key.mode().wireName())
                .textOrEmpty(price == null ? null : price.toString())
                .text(key.currency().getCurrencyCode())
                .text(key.unit().wireName());
    }

    @Override
    UsageKey readKey(RowReader in) throws SQLException {
        return new UsageKey(
                new OrganizationId(in.id()),
                Grain.fromWire(in.text()),
                in.seconds(),
                new ProjectId(in.id()),
                in.id(ApiKeyId::new),
                in.text(),
                in.textOrEmpty(),
                in.id(DeploymentId::new),
                RecordTable.endpoint(in.text()),
                Mode.fromWire(in.text()),
                price(in.text()),
                Currency.getInstance(in.text()),
                UsageUnit.fromWire(in.text()));
    }

    private static @Nullable PriceId price(String text) {
        return text.isEmpty() ? null : PriceId.parse(text);
    }
}
