package io.grammage.gateway.api;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.identity.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A route of the API.
 *
 * @param method for example {@code GET}, which also answers {@code HEAD}
 * @param path as the description of the API writes it, for example <code>/v1/models/{model}</code>. A placeholder stands
 *     for one segment; one that is last and ends in {@code ...} stands for all that follows. Paths under {@code /v1/} are
 *     also served behind the id of a project
 * @param scope what the caller's key must have; null: the route is public
 */
public record ApiRoute(String method, String path, @Nullable Scope scope, ApiHandler handler) {
    public ApiRoute {
        requireNonNull(method, "method");
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path: " + path + " (expected: one that begins with a slash)");
        }
        requireNonNull(handler, "handler");
    }

    /** A route that only reads, for keys with the scope. */
    public static ApiRoute get(String path, Scope scope, ApiHandler handler) {
        return new ApiRoute("GET", path, requireNonNull(scope, "scope"), handler);
    }

    /** A route that makes something of a body, for keys with the scope. */
    public static ApiRoute post(String path, Scope scope, ApiHandler handler) {
        return new ApiRoute("POST", path, requireNonNull(scope, "scope"), handler);
    }

    /** A route that ends something, for keys with the scope. */
    public static ApiRoute delete(String path, Scope scope, ApiHandler handler) {
        return new ApiRoute("DELETE", path, requireNonNull(scope, "scope"), handler);
    }

    /** Whether its requests have a body. */
    boolean takesBody() {
        return method.equals("POST");
    }

    /** A route that only reads, for everybody. */
    public static ApiRoute publicGet(String path, ApiHandler handler) {
        return new ApiRoute("GET", path, null, handler);
    }
}
