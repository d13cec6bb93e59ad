package io.grammage.gateway.identity;

import static io.grammage.gateway.kernel.Checks.notBlank;
import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that acts for one project. The text of the key is not part of it: only its hash and its last characters.
 *
 * @param user whom the key belongs to, or null for a key of the project itself
 * @param hint the last four characters of the key, for recognition
 * @param expiresAt the first moment at which it is refused, or null when it does not expire
 * @param revokedAt when it was revoked, or null
 */
public record ApiKey(
        ApiKeyId id,
        ProjectId project,
        @Nullable UserId user,
        String name,
        KeyHash hash,
        String hint,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {
    public ApiKey {
        requireNonNull(id, "id");
        requireNonNull(project, "project");
        notBlank(name, Organization.NAME_LENGTH_MAX, "key name");
        requireNonNull(hash, "hash");
        notBlank(hint, 8, "hint");
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("scopes: none (expected: at least one)");
        }
        scopes = Collections.unmodifiableSet(EnumSet.copyOf(scopes));
        requireNonNull(createdAt, "createdAt");
    }

    /** Whether the key is accepted at that moment. */
    public boolean isValidAt(Instant moment) {
        return revokedAt == null && (expiresAt == null || moment.isBefore(expiresAt));
    }
}
