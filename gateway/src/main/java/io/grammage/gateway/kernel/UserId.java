package io.grammage.gateway.kernel;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Identifies a user of an organization. */
public record UserId(UUID value) {
    public UserId {
        requireNonNull(value, "value");
    }

    /**
     * Reads the canonical text form.
     *
     * @throws IllegalArgumentException when the text is not a UUID
     */
    public static UserId parse(String text) {
        return new UserId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
