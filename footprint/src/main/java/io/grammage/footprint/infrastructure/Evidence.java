package io.grammage.footprint.infrastructure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Notes what a footprint rests on while it is computed. For one footprint; not thread-safe. */
final class Evidence {
    private final Set<DataSet> dataSets = new LinkedHashSet<>();
    private final Set<String> sentences = new LinkedHashSet<>();

    /** The same entry, whose figures are about to be used. */
    Entry cited(Entry entry) {
        dataSets.add(entry.dataSet());
        sentences.add(entry.sentence());
        return entry;
    }

    void say(String sentence) {
        sentences.add(sentence);
    }

    List<DataSet> dataSets() {
        return List.copyOf(dataSets);
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }
}
