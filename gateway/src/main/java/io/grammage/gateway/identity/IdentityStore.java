package io.grammage.gateway.identity;

import io.grammage.gateway.kernel.ApiKeyId;
import java.time.Instant;

/**
 * Where organizations, projects, users and keys are kept. Blocking; thread-safe. Every write is one transaction:
 * all of it or nothing.
 */
public interface IdentityStore {

    /** Everything, read in one transaction. */
    Identities load();

    /**
     * A number that changes whenever another process or this one has written; cheap enough to ask every second. Equal
     * numbers mean that {@link #load} would give the same.
     */
    long version();

    /**
     * Adds an organization.
     *
     * @throws IllegalArgumentException when the id or the name is taken
     */
    void add(Organization organization);

    /**
     * Adds a project.
     *
     * @throws IllegalArgumentException when the id or the name within the organization is taken, or the organization is
     *     unknown
     */
    void add(Project project);

    /**
     * Adds a user.
     *
     * @throws IllegalArgumentException when the id is taken or the organization is unknown
     */
    void add(User user);

    /**
     * Adds a key.
     *
     * @throws IllegalArgumentException when the id or the hash is taken, or the project or user is unknown
     */
    void add(ApiKey key);

    /** Revokes a key; false when there is no such key or it was revoked before. */
    boolean revoke(ApiKeyId key, Instant moment);
}
