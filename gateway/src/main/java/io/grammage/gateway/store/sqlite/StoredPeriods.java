package io.grammage.gateway.store.sqlite;

import io.grammage.gateway.ledger.Grain;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which organizations and periods the stored rollups have. Finds them by jumps in the index, never by reading all rows. Not
 * thread-safe.
 */
final class StoredPeriods {
    private final SqliteSession session;
    private final List<RollupTable<?, ?>> tables;
    private final List<UUID> organizations;

    StoredPeriods(SqliteSession session, List<RollupTable<?, ?>> tables) throws SQLException {
        this.session = session;
        this.tables = List.copyOf(tables);
        this.organizations = findOrganizations();
    }

    /** Every organization that has a row in any table. */
    List<UUID> organizations() {
        return organizations;
    }

    /** The earliest period at or after a moment that a row has, or null when there is none. */
    @Nullable
    Instant nextFrom(Instant from) throws SQLException {
        Long earliest = null;
        for (RollupTable<?, ?> table : tables) {
            for (Grain grain : Grain.values()) {
                if (table.has(grain)) {
                    earliest = earlier(earliest, nextFrom(table, grain, from));
                }
            }
        }
        return earliest == null ? null : Instant.ofEpochSecond(earliest);
    }

    private @Nullable Long nextFrom(RollupTable<?, ?> table, Grain grain, Instant from) throws SQLException {
        PreparedStatement select = session.prepared(
                "SELECT MIN(" + table.periodColumn() + ") FROM " + table.name() + " WHERE organization_uuid = ? AND "
                        + table.grainCondition() + " AND " + table.periodColumn() + " >= ?");
        Long earliest = null;
        for (UUID organization : organizations) {
            new RowWriter(select).id(organization).text(grain.wireName()).seconds(from);
            try (ResultSet rows = select.executeQuery()) {
                RowReader row = new RowReader(rows);
                earliest = earlier(earliest, row.nextRow() ? row.optionalNumber() : null);
            }
        }
        return earliest;
    }

    private static @Nullable Long earlier(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }

    private List<UUID> findOrganizations() throws SQLException {
        Map<String, UUID> found = new TreeMap<>();
        for (RollupTable<?, ?> table : tables) {
            PreparedStatement select = session.prepared(
                    "SELECT MIN(organization_uuid) FROM " + table.name() + " WHERE organization_uuid > ?");
            UUID last = null;
            do {
                new RowWriter(select).idOrEmpty(last);
                try (ResultSet rows = select.executeQuery()) {
                    RowReader row = new RowReader(rows);
                    last = row.nextRow() ? row.id(id -> id) : null;
                }
                if (last != null) {
                    found.put(last.toString(), last);
                }
            } while (last != null);
        }
        return List.copyOf(found.values());
    }
}
