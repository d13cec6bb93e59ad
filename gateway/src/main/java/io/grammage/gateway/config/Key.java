package io.grammage.gateway.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one description of a key: unknown-key checks, defaults, JSON Schema and reference all come from it. Immutable;
 * compared by identity.
 *
 * @param <T> what its value becomes
 */
public final class Key<T> {
    private final String name;
    private final ValueType<T> type;
    private final String description;
    private final boolean required;
    private final @Nullable T defaultValue;
    private final String defaultText;
    private final List<String> otherNames;
    private final boolean needsRestart;

    private Key(Key<T> base, List<String> otherNames, boolean needsRestart) {
        this.name = base.name;
        this.type = base.type;
        this.description = base.description;
        this.required = base.required;
        this.defaultValue = base.defaultValue;
        this.defaultText = base.defaultText;
        this.otherNames = List.copyOf(otherNames);
        this.needsRestart = needsRestart;
    }

    private Key(
            String name,
            ValueType<T> type,
            String description,
            boolean required,
            @Nullable T defaultValue,
            String defaultText) {
        this.name = requireNonNull(name, "name");
        this.type = requireNonNull(type, "type");
        this.description = requireNonNull(description, "description");
        this.required = required;
        this.defaultValue = defaultValue;
        this.defaultText = requireNonNull(defaultText, "defaultText");
        this.otherNames = List.of();
        this.needsRestart = false;
    }

    /** A key that has to be there. */
    static <T> Key<T> required(String name, ValueType<T> type, String description) {
        return new Key<>(name, type, description, true, null, "");
    }

    /** A key that may be left out, which has a meaning of its own. */
    static <T> Key<T> optional(String name, ValueType<T> type, String description) {
        return new Key<>(name, type, description, false, null, "");
    }

    /** A key that may be left out; the default is given as it would be written. */
    static <T> Key<T> withDefault(String name, ScalarType<T> type, String defaultText, String description) {
        return new Key<>(name, type, description, false, type.parse(defaultText), defaultText);
    }

    /** A list that is empty when left out. */
    static <T> Key<List<Located<T>>> list(String name, ListType<T> type, String description) {
        return new Key<>(name, type, description, false, List.of(), "");
    }

    /** The same under further names, which mean the same but are not the ones to use. */
    Key<T> alsoNamed(String... names) {
        return new Key<>(this, List.of(names), needsRestart);
    }

    /** The same, for a value that is read at the start only. */
    Key<T> readAtStart() {
        return new Key<>(this, otherNames, true);
    }

    /** The name to use. */
    public String name() {
        return name;
    }

    /** Names of the same key in other products and older versions. */
    public List<String> otherNames() {
        return otherNames;
    }

    /** Whether a change takes effect only when the gateway is started again. */
    public boolean needsRestart() {
        return needsRestart;
    }

    ValueType<T> type() {
        return type;
    }

    String description() {
        return description;
    }

    boolean isRequired() {
        return required;
    }

    /** What holds where the key is left out, or null where that has a meaning of its own. */
    @Nullable
    T defaultValue() {
        return defaultValue;
    }

    /** The default as it would be written; empty where there is none. */
    String defaultText() {
        return defaultText;
    }

    @Override
    public String toString() {
        return name;
    }
}
