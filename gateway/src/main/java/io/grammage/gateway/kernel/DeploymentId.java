package io.grammage.gateway.kernel;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Identifies dedicated capacity that an operator declared. */
public record DeploymentId(UUID value) {
    public DeploymentId {
        requireNonNull(value, "value");
    }

    /**
     * Reads the canonical text form.
     *
     * @throws IllegalArgumentException when the text is not a UUID
     */
    public static DeploymentId parse(String text) {
        return new DeploymentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
