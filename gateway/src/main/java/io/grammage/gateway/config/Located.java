package io.grammage.gateway.config;

import static java.util.Objects.requireNonNull;

/** A value and where it stands; for a default, where it could have been written. */
public record Located<T>(T value, Place place) {
    public Located {
        requireNonNull(value, "value");
        requireNonNull(place, "place");
    }
}
