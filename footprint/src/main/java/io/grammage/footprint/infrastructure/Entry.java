package io.grammage.footprint.infrastructure;

import io.grammage.footprint.FootprintException;
import io.grammage.footprint.Range;
import io.grammage.footprint.internal.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of a data set: figures of one thing, and where they come from.
 *
 * @param dataSet what it belongs to
 * @param kind what sort of thing
 * @param name which one
 * @param values the figures by name
 * @param assumption whether nobody publishes them, so that they are taken from elsewhere
 * @param source where they come from
 */
record Entry(DataSet dataSet, String kind, String name, Map<String, String> values, boolean assumption, String source) {
    private static final String UNKNOWN = "unknown";

    /** Reads {@code KIND NAME (KEY VALUE)... [assumption] from SOURCE}. */
    static Entry read(DataSet dataSet, Words words) {
        String kind = words.next("a kind of figure");
        String name = words.next("a name");
        Map<String, String> values = new LinkedHashMap<>();
        boolean assumption = words.taken("assumption");
        while (!assumption && !words.taken("from")) {
            values.put(words.next("a figure's name, assumption or from"), words.next("a figure"));
            assumption = words.taken("assumption");
        }
        if (assumption) {
            words.expect("from");
        }
        String source = String.join(" ", words.rest("a source"));
        return new Entry(dataSet, kind, name, Collections.unmodifiableMap(values), assumption, source);
    }

    String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new FootprintException(
                    kind + " " + name + " has no " + key + " (expected in " + dataSet.name() + ")");
        }
        return value;
    }

    Range range(String key) {
        return Range.parse(text(key));
    }

    double number(String key) {
        Range range = range(key);
        if (!range.isSingle()) {
            throw new FootprintException(kind + " " + name + ", " + key + ": " + range + " (expected: one number)");
        }
        return range.min();
    }

    boolean knows(String key) {
        return !text(key).equals(UNKNOWN);
    }

    /** All that the line says, to be read by people. */
    String sentence() {
        List<String> figures = new ArrayList<>();
        values.forEach((key, value) -> figures.add(key.replace('-', ' ') + " " + value));
        return (assumption ? "Assumption: " : "") + kind + " " + name + ": " + String.join(", ", figures) + " ("
                + dataSet.name() + "; " + source + ").";
    }
}
