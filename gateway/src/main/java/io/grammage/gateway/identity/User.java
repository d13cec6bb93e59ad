package io.grammage.gateway.identity;

import static io.grammage.gateway.kernel.Checks.notBlank;
import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.UserId;
import java.time.Instant;

/**
 * A person of an organization, to whom keys may belong.
 *
 * @param role the name of the user's role
 */
public record User(UserId id, OrganizationId organization, String name, String role, Instant createdAt) {
    public User {
        requireNonNull(id, "id");
        requireNonNull(organization, "organization");
        notBlank(name, Organization.NAME_LENGTH_MAX, "user name");
        notBlank(role, Organization.NAME_LENGTH_MAX, "role");
        requireNonNull(createdAt, "createdAt");
    }
}
