package io.grammage.gateway.config;

import org.jspecify.annotations.Nullable;

/** One pass over a document: fills in variables and tells what is wrong where. Not thread-safe. */
final class Reading {
    private final String file;
    private final Environment environment;
    private final Problems problems;

    /**
     * A single value with its variables filled in.
     *
     * @param shown how a message may quote it: never with the value of a variable, which may be a secret
     * @param absent whether it is the same as leaving the key out
     */
    record Text(String value, String shown, boolean absent) {}

    Reading(String file, Environment environment, Problems problems) {
        this.file = file;
        this.environment = environment;
        this.problems = problems;
    }

    Place place(Node node, String path) {
        return new Place(file, node.line(), node.column(), path);
    }

    Problems problems() {
        return problems;
    }

    void error(Node node, String path, String message) {
        problems.error(place(node, path), message);
    }

    /** The text of a value, or null when a variable is missing. */
    @Nullable
    Text text(Node.Scalar scalar, String path) {
        String written = scalar.text();
        if (!Interpolation.concerns(written)) {
            return new Text(written, Quoted.of(written), scalar.isNull());
        }
        try {
            String filled = Interpolation.fill(written, environment);
            return new Text(filled, "the value of " + Quoted.of(written), filled.isEmpty());
        } catch (IllegalArgumentException e) {
            error(scalar, path, Quoted.of(written) + ": " + e.getMessage());
            return null;
        }
    }
}
