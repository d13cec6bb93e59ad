package io.grammage.gateway.kernel;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Identifies an API key; not the key itself, which is never kept. */
public record ApiKeyId(UUID value) {
    public ApiKeyId {
        requireNonNull(value, "value");
    }

    /**
     * Reads the canonical text form.
     *
     * @throws IllegalArgumentException when the text is not a UUID
     */
    public static ApiKeyId parse(String text) {
        return new ApiKeyId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
