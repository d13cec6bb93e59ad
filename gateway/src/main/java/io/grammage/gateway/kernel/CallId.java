package io.grammage.gateway.kernel;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Identifies a call and its usage record: a UUID of version 7, whose order is the order of arrival; also the {@code x-request-id}. */
public record CallId(UUID value) {
    public CallId {
        requireNonNull(value, "value");
    }

    /**
     * Reads the canonical text form.
     *
     * @throws IllegalArgumentException when the text is not a UUID
     */
    public static CallId parse(String text) {
        return new CallId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
