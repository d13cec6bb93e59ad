package io.grammage.footprint.infrastructure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads the tables of figures kept in the project: commas, no quotes, one line of names. */
final class GoldenTable {
    private GoldenTable() {}

    static List<List<String>> read(String file) {
        String path = "/golden/infrastructure/" + file;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(GoldenTable.class.getResourceAsStream(path), path), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> List.of(line.split(","))).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
