package io.grammage.gateway.store.sqlite;

import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.DeploymentId;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.ledger.Grain;
import io.grammage.gateway.ledger.RollupGroup;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** The columns of a {@link RollupGroup}. Absent parts are empty, so that keys compare. */
final class GroupColumns {
    private static final List<String> NAMES = List.of(
            "organization_uuid",
            "grain",
            "period",
            "project_uuid",
            "api_key_uuid",
            "model",
            "provider",
            "deployment_uuid",
            "endpoint");

    private GroupColumns() {}

    /** Their names, and those of the further columns of a key. */
    static List<String> and(String... further) {
        return Stream.concat(NAMES.stream(), Stream.of(further)).toList();
    }

    static RowWriter write(RollupGroup group, RowWriter out) throws SQLException {
        ApiKeyId key = group.key();
        DeploymentId deployment = group.deployment();
        return out.id(group.organization().value())
                .text(group.grain().wireName())
                .seconds(group.period())
                .id(group.project().value())
                .idOrEmpty(key == null ? null : key.value())
                .text(group.model())
                .textOrEmpty(group.provider())
                .idOrEmpty(deployment == null ? null : deployment.value())
                .text(group.endpoint().path());
    }

    static RollupGroup read(RowReader in) throws SQLException {
        return new RollupGroup(
                new OrganizationId(in.id()),
                Grain.fromWire(in.text()),
                in.seconds(),
                new ProjectId(in.id()),
                in.id(ApiKeyId::new),
                in.text(),
                in.textOrEmpty(),
                in.id(DeploymentId::new),
                RecordTable.endpoint(in.text()));
    }
}
