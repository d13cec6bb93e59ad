package io.grammage.gateway.kernel;

import java.util.Optional;

/** An inference endpoint of the OpenAI surface. */
public enum Endpoint {
    CHAT_COMPLETIONS("/v1/chat/completions"),
    COMPLETIONS("/v1/completions"),
    EMBEDDINGS("/v1/embeddings");

    private final String path;

    Endpoint(String path) {
        this.path = path;
    }

    /** The path without a project, for example {@code /v1/embeddings}; also the name in store and reports. */
    public String path() {
        return path;
    }

    /** The endpoint of that path, if it is one. */
    public static Optional<Endpoint> fromPath(String path) {
        for (Endpoint endpoint : values()) {
            if (endpoint.path.equals(path)) {
                return Optional.of(endpoint);
            }
        }
        return Optional.empty();
    }
}
