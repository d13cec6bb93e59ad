package io.grammage.gateway.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a key can hold: how it is read, how the JSON Schema and the reference put it. Immutable.
 *
 * @param <T> what it becomes
 */
public abstract sealed class ValueType<T> permits ScalarType, ListType, Shape {

    /** The value, or null when it cannot be had; what is wrong has then been told. */
    abstract @Nullable T read(Node node, Reading reading, String path);

    /** The JSON Schema of the value, in the order in which it is printed. */
    abstract Map<String, Object> schema();

    /** What is expected, as a phrase, for example {@code a whole number, 1 to 65535}. */
    abstract String expectation();
}
