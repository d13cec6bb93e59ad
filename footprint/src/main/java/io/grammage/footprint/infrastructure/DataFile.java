package io.grammage.footprint.infrastructure;

import io.grammage.footprint.FootprintException;
import io.grammage.footprint.internal.Nearest;
import io.grammage.footprint.internal.ResourceLines;
import io.grammage.footprint.internal.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A data set as it stands in this library: first the line {@code set NAME valid WHEN title TITLE}, then its entries.
 *
 * @param dataSet what the file says of itself
 * @param entries in the order of the file
 */
record DataFile(DataSet dataSet, List<Entry> entries) {
    private static final int HINTS = 3;

    DataFile {
        entries = List.copyOf(entries);
    }

    static DataFile read(String name) {
        List<DataSet> head = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        ResourceLines.read(DataFile.class, name + ".txt", words -> {
            if (head.isEmpty()) {
                head.add(head(words));
            } else {
                entries.add(unique(Entry.read(head.getFirst(), words), entries));
            }
        });
        return new DataFile(head.getFirst(), entries);
    }

    Optional<Entry> find(String kind, String name) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(kind) && entry.name().equals(name))
                .findFirst();
    }

    /**
     * The entry that has to be there.
     *
     * @throws FootprintException if it is not; the message has the nearest names and all that are known
     */
    Entry require(String kind, String name) {
        return find(kind, name).orElseThrow(() -> unknown(kind, name, names(kind)));
    }

    List<String> names(String kind) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(Entry::name)
                .toList();
    }

    static FootprintException unknown(String what, String name, List<String> known) {
        List<String> nearest = Nearest.to(name, known, HINTS);
        return new FootprintException(what + ": \"" + name + "\""
                + (nearest.isEmpty() ? "" : ", did you mean " + String.join(" or ", nearest) + "?")
                + " (expected one of: " + String.join(", ", known) + ")");
    }

    private static DataSet head(Words words) {
        words.expect("set");
        String name = words.next("a name");
        words.expect("valid");
        String validity = words.next("a date or version");
        words.expect("title");
        return new DataSet(name, validity, String.join(" ", words.rest("a title")));
    }

    private static Entry unique(Entry entry, List<Entry> before) {
        if (before.stream()
                .anyMatch(other ->
                        other.kind().equals(entry.kind()) && other.name().equals(entry.name()))) {
            throw new FootprintException(entry.kind() + ": \"" + entry.name() + "\" (expected: once)");
        }
        return entry;
    }
}
