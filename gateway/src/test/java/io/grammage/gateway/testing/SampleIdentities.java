package io.grammage.gateway.testing;

import io.grammage.gateway.identity.ApiKey;
import io.grammage.gateway.identity.Identities;
import io.grammage.gateway.identity.KeyHash;
import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.identity.Project;
import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.ProjectId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** An organization with two projects, and keys for the first of them. */
public final class SampleIdentities {
    public static final OrganizationId ORGANIZATION = new OrganizationId(new UUID(1, 1));
    public static final ProjectId PROJECT = new ProjectId(new UUID(1, 2));
    public static final ProjectId OTHER_PROJECT = new ProjectId(new UUID(1, 3));
    public static final ApiKeyId KEY_ID = new ApiKeyId(new UUID(1, 4));
    /** A key with all scopes. */
    public static final String KEY = "sk-all-0123456789abcdefghijklmnopqrstuv";
    /** A key that can call models only. */
    public static final String INFERENCE_KEY = "sk-inference-0123456789abcdefghijklmnop";
    /** A key that can read consumption only. */
    public static final String READING_KEY = "sk-reading-0123456789abcdefghijklmnopqr";

    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    private SampleIdentities() {}

    public static Identities identities() {
        return new Identities(
                List.of(new Organization(ORGANIZATION, "Example", CREATED)),
                List.of(
                        new Project(PROJECT, ORGANIZATION, "default", CREATED),
                        new Project(OTHER_PROJECT, ORGANIZATION, "other", CREATED)),
                List.of(),
                List.of(
                        key(KEY_ID, "laptop", KEY, EnumSet.allOf(Scope.class)),
                        key(new ApiKeyId(new UUID(1, 5)), "app", INFERENCE_KEY, Set.of(Scope.INFERENCE)),
                        key(new ApiKeyId(new UUID(1, 6)), "report", READING_KEY, Set.of(Scope.CONSUMPTION_READ))));
    }

    private static ApiKey key(ApiKeyId id, String name, String text, Set<Scope> scopes) {
        return new ApiKey(
                id,
                PROJECT,
                null,
                name,
                KeyHash.of(text),
                text.substring(text.length() - 4),
                scopes,
                CREATED,
                null,
                null);
    }
}
