package io.grammage.footprint.internal;

import io.grammage.footprint.FootprintException;
import io.grammage.footprint.Range;
import java.util.ArrayList;
import java.util.List;

/** The words of one line, taken from left to right. Refuses whatever is not where it should be. Not thread-safe. */
public final class Words {
    private final List<String> words;
    private int position;

    public Words(String line) {
        words = List.of(line.split("\\s+"));
    }

    public String next(String what) {
        if (position == words.size()) {
            throw new FootprintException("the line ends (expected: " + what + ")");
        }
        return words.get(position++);
    }

    /** Takes the next word if it is this one. */
    public boolean taken(String keyword) {
        boolean same = position < words.size() && words.get(position).equals(keyword);
        if (same) {
            position++;
        }
        return same;
    }

    public void expect(String keyword) {
        String word = next("\"" + keyword + "\"");
        if (!word.equals(keyword)) {
            throw new FootprintException("\"" + word + "\" (expected: \"" + keyword + "\")");
        }
    }

    public Range range(String what) {
        return Range.parse(next(what));
    }

    public double number(String what) {
        Range range = range(what);
        if (!range.isSingle()) {
            throw new FootprintException(what + ": " + range + " (expected: one number)");
        }
        return range.min();
    }

    /** The words up to the keyword, which is left, or to the end of the line; at least one. */
    public List<String> until(String keyword, String what) {
        List<String> taken = new ArrayList<>();
        taken.add(next(what));
        while (position < words.size() && !words.get(position).equals(keyword)) {
            taken.add(words.get(position++));
        }
        return taken;
    }

    /** All words that are left; at least one. */
    public List<String> rest(String what) {
        List<String> taken = new ArrayList<>();
        taken.add(next(what));
        taken.addAll(words.subList(position, words.size()));
        position = words.size();
        return taken;
    }

    public void end() {
        if (position < words.size()) {
            throw new FootprintException("\"" + words.get(position) + "\" (expected: the end of the line)");
        }
    }
}
