package io.grammage.gateway.app;

import io.grammage.gateway.identity.ApiKey;
import io.grammage.gateway.identity.Identities;
import io.grammage.gateway.identity.IdentityStore;
import io.grammage.gateway.identity.IssuedKey;
import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.identity.Project;
import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.ProjectId;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes, lists and revokes API keys; a running gateway follows within two seconds. */
@Command(name = "key", description = "Makes, lists and revokes API keys.", mixinStandardHelpOptions = true)
final class KeyCommand {
    @Spec
    private @Nullable CommandSpec spec;

    @Command(name = "create", description = "Makes a key for a project and prints it, once.")
    int create(
            @Option(
                            names = "--project",
                            required = true,
                            description = "Name or id of the project; a name that is new makes the project.")
                    String project,
            @Option(names = "--name", required = true, description = "What the key is for.") String name,
            @Option(names = "--expires", description = "First day or instant at which it is refused, ISO 8601, UTC.")
                    @Nullable
                    String expires,
            @Option(names = "--scope", split = ",", description = "inference, consumption.read; both unless given.")
                    @Nullable
                    List<String> scopes,
            @Option(
                            names = "--data",
                            defaultValue = "data",
                            description = "Data directory (default: ${DEFAULT-VALUE}).")
                    Path data) {
        Instant now = Clock.system().now();
        Instant expiresAt = expires == null ? null : instant(expires);
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw new StartException("--expires: " + expires + " (expected: a moment to come)", null);
        }
        Set<Scope> wanted = scopes == null ? Scope.OF_PROJECTS : scopes(scopes);
        try (Stores stores = Stores.openExisting(data)) {
            IdentityStore store = stores.identities();
            ProjectId projectId = projectOf(store, project, now);
            IssuedKey key = IssuedKey.random(new SecureRandom());
            ApiKeyId id = new ApiKeyId(UUID.randomUUID());
            store.add(new ApiKey(id, projectId, null, name, key.hash(), key.hint(), wanted, now, expiresAt, null));
            out().println(key.text().reveal());
            err().println("Key " + id + " of project " + projectId + ". It is shown only now.");
        }
        return 0;
    }

    @Command(name = "list", description = "Lists all keys; never the keys themselves.")
    int list(
            @Option(
                            names = "--data",
                            defaultValue = "data",
                            description = "Data directory (default: ${DEFAULT-VALUE}).")
                    Path data) {
        try (Stores stores = Stores.openExisting(data)) {
            Instant now = Clock.system().now();
            out().println("id\tproject\tname\tends with\tscopes\tstate");
            for (ApiKey key : stores.identities().load().keys()) {
                out().println(String.join(
                        "\t",
                        key.id().toString(),
                        key.project().toString(),
                        key.name(),
                        key.hint(),
                        String.join(
                                ",", key.scopes().stream().map(Scope::wireName).toList()),
                        state(key, now)));
            }
        }
        return 0;
    }

    @Command(name = "revoke", description = "Revokes a key for good.")
    int revoke(
            @Parameters(paramLabel = "ID", description = "The key's id, as 'key list' shows it.") String id,
            @Option(
                            names = "--data",
                            defaultValue = "data",
                            description = "Data directory (default: ${DEFAULT-VALUE}).")
                    Path data) {
        try (Stores stores = Stores.openExisting(data)) {
            if (!stores.identities().revoke(keyId(id), Clock.system().now())) {
                throw new StartException("key: " + id + " (expected: the id of a key that is not yet revoked)", null);
            }
            err().println("Key " + id + " is revoked; running gateways refuse it within 2 seconds.");
        }
        return 0;
    }

    private static ProjectId projectOf(IdentityStore store, String nameOrId, Instant now) {
        Identities identities = store.load();
        List<Project> found = new ArrayList<>(identities.projectsNamed(nameOrId));
        identities.projects().stream()
                .filter(project -> project.id().toString().equals(nameOrId))
                .forEach(found::add);
        if (found.size() > 1) {
            throw new StartException(
                    "--project: " + nameOrId + " names projects of several organizations (expected: an id)", null);
        }
        if (!found.isEmpty()) {
            return found.getFirst().id();
        }
        if (identities.organizations().size() != 1) {
            throw new StartException(
                    "--project: " + nameOrId + " is not known, and with "
                            + identities.organizations().size()
                            + " organizations it cannot be made here (expected: a project's id; 'grammage serve' makes the"
                            + " first organization)",
                    null);
        }
        Organization organization = identities.organizations().getFirst();
        Project made = new Project(new ProjectId(UUID.randomUUID()), organization.id(), nameOrId, now);
        store.add(made);
        return made.id();
    }

    private static Set<Scope> scopes(List<String> names) {
        EnumSet<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : names) {
            Scope scope = Scope.fromWire(name);
            if (!Scope.OF_PROJECTS.contains(scope)) {
                throw new StartException(
                        "--scope: " + name + " (expected: inference or consumption.read; only the first key has more)",
                        null);
            }
            scopes.add(scope);
        }
        return scopes;
    }

    private static Instant instant(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new StartException(
                    "--expires: " + text + " (expected: a day such as 2027-01-31, or an instant such as"
                            + " 2027-01-31T12:00:00Z)",
                    e);
        }
    }

    private static ApiKeyId keyId(String text) {
        try {
            return ApiKeyId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new StartException("key: " + text + " (expected: an id, as 'key list' shows it)", e);
        }
    }

    private static String state(ApiKey key, Instant now) {
        if (key.revokedAt() != null) {
            return "revoked";
        }
        return key.isValidAt(now) ? "active" : "expired";
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }
}
