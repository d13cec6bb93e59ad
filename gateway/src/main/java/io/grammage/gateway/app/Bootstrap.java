package io.grammage.gateway.app;

import io.grammage.gateway.identity.ApiKey;
import io.grammage.gateway.identity.IdentityStore;
import io.grammage.gateway.identity.IssuedKey;
import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.identity.Project;
import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.Secret;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes a first organization, project and key where the store has no organization. */
final class Bootstrap {
    /** The environment variable that sets the first key, for set-ups without a person to read it. */
    static final String KEY_VARIABLE = "GRAMMAGE_BOOTSTRAP_KEY";

    private Bootstrap() {}

    /**
     * The first key, if one was made up now: for the operator to read once. A key that was given is known already.
     *
     * @param given the key to use, or null for a random one
     */
    static Optional<IssuedKey> ifEmpty(
            IdentityStore store, @Nullable String given, RandomGenerator random, Instant now) {
        if (!store.load().organizations().isEmpty()) {
            return Optional.empty();
        }
        IssuedKey key = given == null ? IssuedKey.random(random) : new IssuedKey(new Secret(given));
        Organization organization = new Organization(new OrganizationId(UUID.randomUUID()), "default", now);
        Project project = new Project(new ProjectId(UUID.randomUUID()), organization.id(), "default", now);
        store.add(organization);
        store.add(project);
        store.add(new ApiKey(
                new ApiKeyId(UUID.randomUUID()),
                project.id(),
                null,
                "bootstrap",
                key.hash(),
                key.hint(),
                EnumSet.allOf(Scope.class),
                now,
                null,
                null));
        return given == null ? Optional.of(key) : Optional.empty();
    }
}
