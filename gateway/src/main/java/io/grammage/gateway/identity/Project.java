package io.grammage.gateway.identity;

import static io.grammage.gateway.kernel.Checks.notBlank;
import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.ProjectId;
import java.time.Instant;

/** A part of an organization whose consumption is reported apart. Its name is unique within the organization. */
public record Project(ProjectId id, OrganizationId organization, String name, Instant createdAt) {
    public Project {
        requireNonNull(id, "id");
        requireNonNull(organization, "organization");
        notBlank(name, Organization.NAME_LENGTH_MAX, "project name");
        requireNonNull(createdAt, "createdAt");
    }
}
