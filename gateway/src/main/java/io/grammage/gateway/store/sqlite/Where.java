package io.grammage.gateway.store.sqlite;

import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.ledger.LedgerScope;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The condition of a query. It cannot be made without the scope that the query is for, so that no query reads beyond it.
 * Not thread-safe.
 */
final class Where {
    private final StringBuilder sql = new StringBuilder("WHERE organization_uuid = ?");
    private final List<Object> values = new ArrayList<>();

    Where(OrganizationId organization) {
        values.add(organization.value());
    }

    Where(LedgerScope scope) {
        this(scope.organization());
        ProjectId project = scope.project();
        if (project != null) {
            and("project_uuid = ?", project.value());
        }
    }

    /** Narrows by a condition with as many question marks as there are values: UUIDs, strings and longs. */
    Where and(String condition, Object... parameters) {
        sql.append(" AND ").append(condition);
        values.addAll(List.of(parameters));
        return this;
    }

    /** Narrows to some values of a column, or not at all where there are none. */
    Where in(String column, List<String> wanted) {
        return wanted.isEmpty()
                ? this
                : and(column + " IN (?" + ", ?".repeat(wanted.size() - 1) + ")", wanted.toArray());
    }

    String sql() {
        return sql.toString();
    }

    void bind(RowWriter row) throws SQLException {
        for (Object value : values) {
            switch (value) {
                case UUID id -> row.id(id);
                case String text -> row.text(text);
                case Long number -> row.number(number.longValue());
                default -> throw new IllegalArgumentException("parameter: " + value.getClass());
            }
        }
    }
}
