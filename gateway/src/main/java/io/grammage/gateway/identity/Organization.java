package io.grammage.gateway.identity;

import static io.grammage.gateway.kernel.Checks.notBlank;
import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.OrganizationId;
import java.time.Instant;

/** A customer of the operator: the scope of bills and of the free tier. */
public record Organization(OrganizationId id, String name, Instant createdAt) {
    /** Characters of a name, at most; also of projects, users and keys. */
    public static final int NAME_LENGTH_MAX = 100;

    public Organization {
        requireNonNull(id, "id");
        notBlank(name, NAME_LENGTH_MAX, "organization name");
        requireNonNull(createdAt, "createdAt");
    }
}
