package io.grammage.footprint.infrastructure;

import io.grammage.footprint.Zone;
import io.grammage.footprint.internal.Check;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A dedicated deployment over a time.
 *
 * @param nodeType short name of a node type, or the name of its Instance
 * @param nodes how many, 1 to 10,000
 * @param zone where
 * @param hours how long it is provisioned, whether or not it receives calls
 * @param importedModel size of a model that was imported for it, at most 100 TB; null where there is none
 * @param overrides what the operator knows better
 */
public record DeploymentInput(
        String nodeType,
        int nodes,
        Zone zone,
        Hours hours,
        @Nullable DataSize importedModel,
        Overrides overrides) {
    public DeploymentInput {
        Objects.requireNonNull(nodeType, "nodeType");
        Check.within("nodes", nodes, 1, 10_000);
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(hours, "hours");
        Objects.requireNonNull(overrides, "overrides");
        if (importedModel != null) {
            Check.within("imported model in bytes", importedModel.bytes(), 0, 1e14);
        }
    }

    /** Without imported model, with all defaults. */
    public static DeploymentInput of(String nodeType, int nodes, Zone zone, Hours hours) {
        return new DeploymentInput(nodeType, nodes, zone, hours, null, Overrides.NONE);
    }

    public DeploymentInput withZone(Zone other) {
        return new DeploymentInput(nodeType, nodes, other, hours, importedModel, overrides);
    }

    public DeploymentInput withHours(Hours other) {
        return new DeploymentInput(nodeType, nodes, zone, other, importedModel, overrides);
    }

    public DeploymentInput withImportedModel(DataSize size) {
        return new DeploymentInput(nodeType, nodes, zone, hours, size, overrides);
    }

    public DeploymentInput withOverrides(Overrides other) {
        return new DeploymentInput(nodeType, nodes, zone, hours, importedModel, other);
    }
}
