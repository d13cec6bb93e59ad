package io.grammage.gateway.config;

import java.util.List;
import java.util.Set;

/** A piece of YAML as it was written. Lines and columns count from 1. */
sealed interface Node {
    int line();

    int column();

    /** What it is, for a message about something else that was expected. */
    String kind();

    /**
     * A single value.
     *
     * @param text what it means, with quotes and escapes resolved
     * @param plain whether it was written without quotes
     */
    record Scalar(String text, boolean plain, int line, int column) implements Node {
        private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

        /** Whether nothing was written, or null: the same as leaving the key out. */
        boolean isNull() {
            return plain && NULLS.contains(text);
        }

        @Override
        public String kind() {
            return "a single value";
        }
    }

    /** Values one after the other. */
    record Sequence(List<Node> items, int line, int column) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys with values; each key once. */
    record Mapping(List<Entry> entries, int line, int column) implements Node {
        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** A key and its value. */
    record Entry(Scalar key, Node value) {}
}
