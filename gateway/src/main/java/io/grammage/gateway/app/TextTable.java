package io.grammage.gateway.app;

import java.util.List;
import java.util.function.IntPredicate;

/** Rows of cells as lines for a terminal, each column as wide as its widest cell. */
final class TextTable {
    private static final String GAP = "  ";

    private TextTable() {}

    /**
     * The lines, each with a line feed at its end.
     *
     * @param rows of as many cells each; a row of one cell spans all columns
     * @param right the columns whose cells stand to the right, as numbers do
     */
    static String of(List<List<String>> rows, IntPredicate right) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size() && row.size() > 1; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                String padding = " ".repeat(Math.max(0, widths[column] - cell.length()));
                line.append(right.test(column) ? padding + cell : cell + padding)
                        .append(GAP);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
