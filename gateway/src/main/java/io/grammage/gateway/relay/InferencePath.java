package io.grammage.gateway.relay;

import io.grammage.gateway.kernel.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * The path of an inference request: an endpoint, possibly after the id of a project.
 *
 * @param project the first segment of {@code /{project_id}/v1/...} as it was written, or null
 */
record InferencePath(Endpoint endpoint, @Nullable String project) {
    private static final String VERSION = "/v1/";

    /** Takes a path apart, or null when it is not one of inference. */
    static @Nullable InferencePath parse(String path) {
        int version = path.indexOf(VERSION);
        if (version < 0) {
            return null;
        }
        Endpoint endpoint = Endpoint.fromPath(path.substring(version)).orElse(null);
        if (endpoint == null) {
            return null;
        }
        if (version == 0) {
            return new InferencePath(endpoint, null);
        }
        String project = path.substring(1, version);
        return project.indexOf('/') < 0 ? new InferencePath(endpoint, project) : null;
    }
}
