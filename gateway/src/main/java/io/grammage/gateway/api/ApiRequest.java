package io.grammage.gateway.api;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.identity.Principal;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to the API.
 *
 * @param caller who asks, or null on public routes
 * @param path the values of the route's placeholders, by name
 * @param body empty where the route takes none
 */
public record ApiRequest(@Nullable Principal caller, Map<String, String> path, QueryParameters query, Buffer body) {
    public ApiRequest {
        path = Map.copyOf(path);
        requireNonNull(query, "query");
        requireNonNull(body, "body");
    }

    /** Who asks. Never null where the route has a scope. */
    public Principal principal() {
        return requireNonNull(caller, "caller");
    }

    /** The value of a placeholder of the route. */
    public String pathValue(String name) {
        return requireNonNull(path.get(name), name);
    }

    /** The value of a placeholder as the id it stands for, if it is one. */
    public Optional<UUID> pathId(String name) {
        try {
            return Optional.of(UUID.fromString(pathValue(name)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
