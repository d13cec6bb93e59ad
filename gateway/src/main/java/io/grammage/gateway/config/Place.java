package io.grammage.gateway.config;

import static java.util.Objects.requireNonNull;

/**
 * Where a value stands.
 *
 * @param file the name under which the file was given
 * @param line from 1
 * @param column from 1, in characters
 * @param path of keys and indexes, for example {@code models[0].providers[0].type}; empty for the whole file
 */
public record Place(String file, int line, int column, String path) {
    public Place {
        requireNonNull(file, "file");
        requireNonNull(path, "path");
    }

    /** The place of something that was left out here. */
    Place child(String key) {
        String name = Quoted.of(key);
        return new Place(file, line, column, path.isEmpty() ? name : path + "." + name);
    }

    /** {@code config.yml:12:7}, or with the path {@code config.yml:12:7: models[0].providers[0].type}. */
    @Override
    public String toString() {
        String position = file + ":" + line + ":" + column;
        return path.isEmpty() ? position : position + ": " + path;
    }
}
