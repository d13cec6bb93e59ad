package io.grammage.gateway.kernel;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Identifies a project of an organization. */
public record ProjectId(UUID value) {
    public ProjectId {
        requireNonNull(value, "value");
    }

    /**
     * Reads the canonical text form.
     *
     * @throws IllegalArgumentException when the text is not a UUID
     */
    public static ProjectId parse(String text) {
        return new ProjectId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
