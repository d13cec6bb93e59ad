package io.grammage.gateway.ledger;

import static io.grammage.gateway.kernel.Checks.inRange;
import static io.grammage.gateway.kernel.Checks.moment;
import static io.grammage.gateway.kernel.Checks.notBlank;
import static io.grammage.gateway.kernel.Checks.notNegative;
import static java.util.Objects.requireNonNull;

import io.grammage.gateway.identity.Principal;
import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.CallId;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call before a provider has seen it.
 *
 * @param node the name of the node that served the call
 * @param startedAt when its request was complete, to the microsecond; in the years 1970 to 9999
 * @param model the public name of the model that serves, aliases and successors resolved
 * @param requestedModel the name that the caller wrote
 * @param promptBytes bytes of the request body
 */
public record CallStart(
        CallId id,
        String node,
        Instant startedAt,
        OrganizationId organization,
        ProjectId project,
        ApiKeyId key,
        @Nullable UserId user,
        Endpoint endpoint,
        Mode mode,
        boolean stream,
        String model,
        String requestedModel,
        long promptBytes,
        Map<String, String> tags) {
    /** Characters of a model's name, at most. */
    public static final int MODEL_LENGTH_MAX = 256;
    /** Tags of a call, at most. */
    public static final int TAGS_MAX = 16;
    /** Characters of a tag's name, at most. */
    public static final int TAG_NAME_LENGTH_MAX = 64;
    /** Characters of a tag's value, at most. */
    public static final int TAG_VALUE_LENGTH_MAX = 256;

    public CallStart {
        requireNonNull(id, "id");
        notBlank(node, 64, "node");
        startedAt = moment(startedAt, "startedAt").truncatedTo(ChronoUnit.MICROS);
        requireNonNull(organization, "organization");
        requireNonNull(project, "project");
        requireNonNull(key, "key");
        requireNonNull(endpoint, "endpoint");
        requireNonNull(mode, "mode");
        notBlank(model, MODEL_LENGTH_MAX, "model");
        notBlank(requestedModel, MODEL_LENGTH_MAX, "requestedModel");
        notNegative(promptBytes, "promptBytes");
        if (tags.size() > TAGS_MAX) {
            throw new IllegalArgumentException("tags: " + tags.size() + " (expected: at most " + TAGS_MAX + ")");
        }
        tags.forEach(CallStart::checkTag);
        tags = tags.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    private static void checkTag(String name, String value) {
        notBlank(name, TAG_NAME_LENGTH_MAX, "tag name");
        inRange(value.length(), 0, TAG_VALUE_LENGTH_MAX, "characters of tag " + name);
    }

    /** The same call, served by a model of this public name. */
    public CallStart servedBy(String other) {
        return new CallStart(
                id,
                node,
                startedAt,
                organization,
                project,
                key,
                user,
                endpoint,
                mode,
                stream,
                other,
                requestedModel,
                promptBytes,
                tags);
    }

    /** Starts a call of a principal. */
    public static CallStart of(Principal principal, CallId id, String node, Instant startedAt, CallRequest request) {
        return new CallStart(
                id,
                node,
                startedAt,
                principal.organization(),
                principal.project(),
                principal.key(),
                principal.user(),
                request.endpoint(),
                Mode.REALTIME,
                request.stream(),
                request.model(),
                request.requestedModel(),
                request.promptBytes(),
                Map.of());
    }
}
