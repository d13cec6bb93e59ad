package io.grammage.bench.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Cells under each other, the first of a row to the left and the others to the right. Not thread-safe. */
final class TextTable {
    private static final String GAP = "  ";

    private final boolean leftAligned;
    private final List<List<String>> rows = new ArrayList<>();

    private TextTable(boolean leftAligned) {
        this.leftAligned = leftAligned;
    }

    /** A table of numbers. */
    static TextTable ofNumbers() {
        return new TextTable(false);
    }

    /** A table of sentences: all to the left. */
    static TextTable ofWords() {
        return new TextTable(true);
    }

    TextTable add(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    String text() {
        StringJoiner text = new StringJoiner("\n");
        for (List<String> row : rows) {
            StringJoiner line = new StringJoiner(GAP);
            for (int column = 0; column < row.size(); column++) {
                line.add(padded(row.get(column), width(column), leftAligned || column == 0));
            }
            text.add(line.toString().stripTrailing());
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }

    private static String padded(String cell, int width, boolean left) {
        String padding = " ".repeat(width - cell.length());
        return left ? cell + padding : padding + cell;
    }
}
