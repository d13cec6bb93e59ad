package io.grammage.gateway.config;

import static java.util.Objects.requireNonNull;

/** Something that is wrong, or may not be meant, at a place. Never shows a secret. */
public record Problem(Place place, String message) {
    public Problem {
        requireNonNull(place, "place");
        requireNonNull(message, "message");
    }

    /** For example {@code config.yml:12:7: models[0].providers[0].type: vlm (expected: one of ...)}. */
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
