package io.grammage.gateway.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A single value, read from its text however it was quoted, so that a variable can stand for any of them.
 *
 * @param <T> what it becomes
 */
public final class ScalarType<T> extends ValueType<T> {
    private final String expectation;
    private final Map<String, Object> schema;
    private final Parser<T> parser;
    private final boolean secret;
    private final boolean takesNull;

    /** Makes a value of its text. */
    @FunctionalInterface
    interface Parser<T> {
        /**
         * The value.
         *
         * @throws IllegalArgumentException when the text means none; a message replaces the expectation of the type
         */
        T parse(String text);
    }

    ScalarType(String expectation, Map<String, Object> schema, Parser<T> parser) {
        this(expectation, schema, parser, false, false);
    }

    private ScalarType(
            String expectation, Map<String, Object> schema, Parser<T> parser, boolean secret, boolean takesNull) {
        this.expectation = requireNonNull(expectation, "expectation");
        this.schema = requireNonNull(schema, "schema");
        this.parser = requireNonNull(parser, "parser");
        this.secret = secret;
        this.takesNull = takesNull;
    }

    /** The same, never quoted in a message. */
    ScalarType<T> secret() {
        return new ScalarType<>(expectation, schema, parser, true, takesNull);
    }

    /** The same, with the word {@code null} as a value of its own. */
    ScalarType<T> takingNull() {
        return new ScalarType<>(expectation, schema, parser, secret, true);
    }

    /** Whether a value means that the key was left out. */
    boolean isAbsent(Reading.Text text) {
        return text.absent() && !(takesNull && text.value().equals("null"));
    }

    /** The value of a text that is known to be right. */
    T parse(String text) {
        return parser.parse(text);
    }

    @Override
    @Nullable
    T read(Node node, Reading reading, String path) {
        if (!(node instanceof Node.Scalar scalar)) {
            reading.error(node, path, node.kind() + " (expected: " + expectation + ")");
            return null;
        }
        Reading.Text text = reading.text(scalar, path);
        if (text == null) {
            return null;
        }
        try {
            return parser.parse(isAbsent(text) ? "" : text.value());
        } catch (IllegalArgumentException e) {
            String reason = e.getMessage() == null ? expectation : e.getMessage();
            reading.error(node, path, (secret ? "***" : text.shown()) + " (expected: " + reason + ")");
            return null;
        }
    }

    @Override
    Map<String, Object> schema() {
        return schema;
    }

    @Override
    String expectation() {
        return expectation;
    }
}
