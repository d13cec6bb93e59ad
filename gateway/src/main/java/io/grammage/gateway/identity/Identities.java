package io.grammage.gateway.identity;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.ProjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All organizations, projects, users and keys at one moment. Immutable; swapped whole when any of them changes, so that
 * a request sees one state from its start to its end.
 */
public final class Identities {
    /** Nobody at all. */
    public static final Identities EMPTY = new Identities(List.of(), List.of(), List.of(), List.of());

    private final List<Organization> organizations;
    private final List<Project> projects;
    private final List<User> users;
    private final List<ApiKey> keys;
    private final Map<KeyHash, KnownKey> byHash = new HashMap<>();

    /** A key with the principal it stands for. */
    record KnownKey(ApiKey key, Principal principal) {}

    /**
     * Joins what the store holds.
     *
     * @throws IllegalArgumentException when a key names a project, or a project an organization, that is not there
     */
    public Identities(List<Organization> organizations, List<Project> projects, List<User> users, List<ApiKey> keys) {
        this.organizations = List.copyOf(organizations);
        this.projects = List.copyOf(projects);
        this.users = List.copyOf(users);
        this.keys = List.copyOf(keys);
        Map<ProjectId, Project> projectsById = new HashMap<>();
        for (Project project : projects) {
            projectsById.put(project.id(), project);
        }
        for (ApiKey key : keys) {
            Project project = projectsById.get(key.project());
            if (project == null) {
                throw new IllegalArgumentException("project: " + key.project() + " of key " + key.id() + " is unknown");
            }
            Principal principal =
                    new Principal(project.organization(), project.id(), key.id(), key.user(), key.scopes());
            byHash.put(key.hash(), new KnownKey(key, principal));
        }
    }

    @Nullable
    KnownKey find(KeyHash hash) {
        return byHash.get(requireNonNull(hash, "hash"));
    }

    public List<Organization> organizations() {
        return organizations;
    }

    public List<Project> projects() {
        return projects;
    }

    public List<User> users() {
        return users;
    }

    public List<ApiKey> keys() {
        return keys;
    }

    /**
     * The organization of that id.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Organization organization(OrganizationId id) {
        return organizations.stream()
                .filter(organization -> organization.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("organization: " + id + " is unknown"));
    }

    /** The projects of an organization. */
    public List<Project> projectsOf(OrganizationId organization) {
        return projects.stream()
                .filter(project -> project.organization().equals(organization))
                .toList();
    }

    /** The projects of that name, in any organization. */
    public List<Project> projectsNamed(String name) {
        List<Project> found = new ArrayList<>();
        for (Project project : projects) {
            if (project.name().equals(name)) {
                found.add(project);
            }
        }
        return found;
    }
}
