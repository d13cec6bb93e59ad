package io.grammage.gateway.kernel;

import static java.util.Objects.requireNonNull;

/** A text that must not be shown: printing one prints three asterisks. Immutable. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = requireNonNull(value, "value");
    }

    /** The text itself, for the one place that sends or hashes it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
