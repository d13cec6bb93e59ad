package io.grammage.gateway.store.sqlite;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.identity.ApiKey;
import io.grammage.gateway.identity.Identities;
import io.grammage.gateway.identity.IdentityStore;
import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.identity.Project;
import io.grammage.gateway.identity.User;
import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.UserId;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Organizations, projects, users and keys in SQLite. The version is a row that every write increases: unlike SQLite's own
 * {@code data_version} it does not change with each batch of usage records.
 */
public final class SqliteIdentityStore implements IdentityStore {
    private static final String SELECT_ORGANIZATIONS = "SELECT uuid, name, created_at FROM organization ORDER BY id";

    private static final String SELECT_PROJECTS = """
            SELECT project.uuid, organization.uuid, project.name, project.created_at
            FROM project JOIN organization ON organization.id = project.organization_id
            ORDER BY project.id
            """;

    private static final String SELECT_USERS = """
            SELECT user_account.uuid, organization.uuid, user_account.name, user_account.role, user_account.created_at
            FROM user_account JOIN organization ON organization.id = user_account.organization_id
            ORDER BY user_account.id
            """;

    private static final String SELECT_KEYS = """
            SELECT api_key.uuid, project.uuid, user_account.uuid, api_key.name, hash, hint, scopes, api_key.created_at,
                expires_at, revoked_at
            FROM api_key
            JOIN project ON project.id = api_key.project_id
            LEFT JOIN user_account ON user_account.id = api_key.user_id
            ORDER BY api_key.id
            """;

    private final SqliteDatabase database;

    /** The database stays the caller's to close. */
    public SqliteIdentityStore(SqliteDatabase database) {
        this.database = requireNonNull(database, "database");
    }

    @Override
    public Identities load() {
        return database.quickReader()
                .run(session -> new Identities(
                        session.all(SELECT_ORGANIZATIONS, none -> {}, IdentityRows::organization),
                        session.all(SELECT_PROJECTS, none -> {}, IdentityRows::project),
                        session.all(SELECT_USERS, none -> {}, IdentityRows::user),
                        session.all(SELECT_KEYS, none -> {}, IdentityRows::key)));
    }

    @Override
    public long version() {
        return database.quickReader()
                .run(session -> session.all("SELECT version FROM identity_version", none -> {}, RowReader::number)
                        .getFirst());
    }

    @Override
    public void add(Organization organization) {
        write(session -> {
            refuseTakenId(
                    session, "organization", row -> row.id(organization.id().value()));
            refuseIf(
                    exists(session, "SELECT 1 FROM organization WHERE name = ?", row -> row.text(organization.name())),
                    "The organization name '" + organization.name() + "' is taken. Choose another one.");
            return session.execute(
                    "INSERT INTO organization (uuid, name, created_at) VALUES (?, ?, ?)",
                    row -> IdentityRows.write(organization, row));
        });
    }

    @Override
    public void add(Project project) {
        write(session -> {
            refuseTakenId(session, "project", row -> row.id(project.id().value()));
            refuseIf(
                    !exists(
                            session,
                            "SELECT 1 FROM organization WHERE uuid = ?",
                            row -> row.id(project.organization().value())),
                    "The organization " + project.organization() + " is unknown. Add it first.");
            refuseIf(
                    exists(
                            session,
                            """
                            SELECT 1 FROM project JOIN organization ON organization.id = project.organization_id
                            WHERE organization.uuid = ? AND project.name = ?
                            """,
                            row -> row.id(project.organization().value()).text(project.name())),
                    "The project name '" + project.name() + "' is taken in this organization. Choose another one.");
            return session.execute("""
                    INSERT INTO project (uuid, organization_id, name, created_at)
                    VALUES (?, (SELECT id FROM organization WHERE uuid = ?), ?, ?)
                    """, row -> IdentityRows.write(project, row));
        });
    }

    @Override
    public void add(User user) {
        write(session -> {
            refuseTakenId(session, "user_account", row -> row.id(user.id().value()));
            refuseIf(
                    !exists(
                            session,
                            "SELECT 1 FROM organization WHERE uuid = ?",
                            row -> row.id(user.organization().value())),
                    "The organization " + user.organization() + " is unknown. Add it first.");
            return session.execute("""
                    INSERT INTO user_account (uuid, organization_id, name, role, created_at)
                    VALUES (?, (SELECT id FROM organization WHERE uuid = ?), ?, ?, ?)
                    """, row -> IdentityRows.write(user, row));
        });
    }

    @Override
    public void add(ApiKey key) {
        write(session -> {
            refuseTakenId(session, "api_key", row -> row.id(key.id().value()));
            refuseIf(
                    exists(
                            session,
                            "SELECT 1 FROM api_key WHERE hash = ?",
                            row -> row.bytes(key.hash().toBytes())),
                    "The key itself is taken: another API key has the same text. Issue a new one.");
            refuseIf(
                    !exists(
                            session,
                            "SELECT 1 FROM project WHERE uuid = ?",
                            row -> row.id(key.project().value())),
                    "The project " + key.project() + " is unknown. Add it first.");
            UserId user = key.user();
            refuseIf(
                    user != null
                            && !exists(
                                    session,
                                    """
                                    SELECT 1 FROM user_account
                                    JOIN project ON project.organization_id = user_account.organization_id
                                    WHERE user_account.uuid = ? AND project.uuid = ?
                                    """,
                                    row -> row.id(user.value()).id(key.project().value())),
                    "The user " + user + " is unknown in the organization of project " + key.project() + ".");
            return session.execute("""
                    INSERT INTO api_key (uuid, project_id, user_id, name, hash, hint, scopes, created_at, expires_at,
                        revoked_at)
                    VALUES (?, (SELECT id FROM project WHERE uuid = ?), (SELECT id FROM user_account WHERE uuid = ?),
                        ?, ?, ?, ?, ?, ?, ?)
                    """, row -> IdentityRows.write(key, row));
        });
    }

    @Override
    public boolean revoke(ApiKeyId key, Instant moment) {
        return write(session -> session.execute(
                "UPDATE api_key SET revoked_at = ? WHERE uuid = ? AND revoked_at IS NULL",
                row -> row.micros(moment).id(key.value())));
    }

    /** Writes, and tells the version where anything changed. */
    private boolean write(SqliteThreads.Work<Boolean> work) {
        return database.writer().run(session -> {
            boolean changed = work.run(session);
            if (changed) {
                session.execute("UPDATE identity_version SET version = version + 1", none -> {});
            }
            return changed;
        });
    }

    private static boolean exists(SqliteSession session, String sql, SqliteSession.Parameters parameters)
            throws SQLException {
        return !session.all(sql, parameters, RowReader::number).isEmpty();
    }

    private static void refuseTakenId(SqliteSession session, String table, SqliteSession.Parameters id)
            throws SQLException {
        refuseIf(
                exists(session, "SELECT 1 FROM " + table + " WHERE uuid = ?", id),
                "The id is taken: another " + table.replace("_account", "").replace("api_", "API ")
                        + " has it. Make a new one.");
    }

    private static void refuseIf(boolean condition, String sentence) {
        if (condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
