package io.grammage.gateway.store.sqlite;

import io.grammage.gateway.identity.ApiKey;
import io.grammage.gateway.identity.KeyHash;
import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.identity.Project;
import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.identity.User;
import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.UserId;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** How organizations, projects, users and keys become rows and again values. */
final class IdentityRows {
    private static final String SCOPE_SEPARATOR = " ";

    private IdentityRows() {}

    static void write(Organization organization, RowWriter row) throws SQLException {
        row.id(organization.id().value()).text(organization.name()).micros(organization.createdAt());
    }

    static Organization organization(RowReader row) throws SQLException {
        return new Organization(new OrganizationId(row.id()), row.text(), row.micros());
    }

    static void write(Project project, RowWriter row) throws SQLException {
        row.id(project.id().value())
                .id(project.organization().value())
                .text(project.name())
                .micros(project.createdAt());
    }

    static Project project(RowReader row) throws SQLException {
        return new Project(new ProjectId(row.id()), new OrganizationId(row.id()), row.text(), row.micros());
    }

    static void write(User user, RowWriter row) throws SQLException {
        row.id(user.id().value())
                .id(user.organization().value())
                .text(user.name())
                .text(user.role())
                .micros(user.createdAt());
    }

    static User user(RowReader row) throws SQLException {
        return new User(new UserId(row.id()), new OrganizationId(row.id()), row.text(), row.text(), row.micros());
    }

    static void write(ApiKey key, RowWriter row) throws SQLException {
        UserId user = key.user();
        row.id(key.id().value())
                .id(key.project().value())
                .id(user == null ? null : user.value())
                .text(key.name())
                .bytes(key.hash().toBytes())
                .text(key.hint())
                .text(key.scopes().stream().map(Scope::wireName).collect(Collectors.joining(SCOPE_SEPARATOR)))
                .micros(key.createdAt())
                .optionalMicros(key.expiresAt())
                .optionalMicros(key.revokedAt());
    }

    static ApiKey key(RowReader row) throws SQLException {
        return new ApiKey(
                new ApiKeyId(row.id()),
                new ProjectId(row.id()),
                row.id(UserId::new),
                row.text(),
                KeyHash.fromBytes(row.bytes()),
                row.text(),
                scopes(row.text()),
                row.micros(),
                row.optionalMicros(),
                row.optionalMicros());
    }

    private static Set<Scope> scopes(String text) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : text.split(SCOPE_SEPARATOR, -1)) {
            scopes.add(Scope.fromWire(name));
        }
        return scopes;
    }
}
