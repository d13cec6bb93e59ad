package io.grammage.gateway.store.sqlite;

import io.grammage.gateway.ledger.Grain;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A family of rollups as a table: the columns of its key, the columns that add up, and how a row is written and read.
 * Immutable.
 *
 * @param <K> the key of a row
 * @param <R> a row
 */
abstract class RollupTable<K extends Comparable<K>, R> {
    private final String name;
    private final String periodColumn;
    private final List<String> keyColumns;
    private final List<Sum> sums;

    /** A column that adds up, or for money two of them. */
    record Sum(String name, Kind kind) {
        enum Kind {
            COUNT,
            MONEY,
            FIGURE
        }

        static Sum count(String name) {
            return new Sum(name, Kind.COUNT);
        }

        static Sum money(String name) {
            return new Sum(name, Kind.MONEY);
        }

        static Sum figure(String name) {
            return new Sum(name, Kind.FIGURE);
        }

        Stream<String> columns() {
            return kind == Kind.MONEY ? Stream.of(name + "_units", name + "_pico") : Stream.of(name);
        }
    }

    RollupTable(String name, String periodColumn, List<String> keyColumns, List<Sum> sums) {
        this.name = name;
        this.periodColumn = periodColumn;
        this.keyColumns = keyColumns;
        this.sums = sums;
    }

    final String name() {
        return name;
    }

    /** The column that holds the start of the period. */
    final String periodColumn() {
        return periodColumn;
    }

    final List<String> keyColumns() {
        return keyColumns;
    }

    final List<Sum> sums() {
        return sums;
    }

    /** Whether rows of the grain exist. */
    abstract boolean has(Grain grain);

    /** A condition on the grain, with one parameter: its name. */
    String grainCondition() {
        return "grain = ?";
    }

    abstract K key(R row);

    /** What adds up, in the order of {@link #sums()}: Long, BigDecimal, or Double with NaN for NULL. */
    abstract Object[] values(R row);

    /** A row of these values. */
    abstract R row(K key, Object[] values);

    abstract void writeKey(K key, RowWriter out) throws SQLException;

    abstract K readKey(RowReader in) throws SQLException;

    final R read(RowReader in) throws SQLException {
        return row(readKey(in), readValues(in));
    }

    final Object[] readValues(RowReader in) throws SQLException {
        Object[] values = new Object[sums.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (sums.get(i).kind()) {
                case COUNT -> (Object) in.number();
                case MONEY -> in.money();
                case FIGURE -> (Object) in.figure();
            };
        }
        return values;
    }

    final void write(R row, RowWriter out) throws SQLException {
        writeKey(key(row), out);
        for (Object value : values(row)) {
            switch (value) {
                case Long count -> out.number(count.longValue());
                case BigDecimal money -> out.money(money);
                case Double figure -> out.figure(figure);
                default -> throw new IllegalStateException("value: " + value.getClass());
            }
        }
        out.addBatch();
    }

    /** Adds a row to the one of the same key, or makes it. */
    final String upsert() {
        List<String> columns = columns();
        return "INSERT INTO " + name + " (" + String.join(", ", columns) + ") VALUES (?"
                + ", ?".repeat(columns.size() - 1) + ") ON CONFLICT (" + String.join(", ", keyColumns)
                + ") DO UPDATE SET " + sums.stream().map(this::added).collect(Collectors.joining(", "));
    }

    /** Reads rows as they are; a condition follows. */
    final String select() {
        return "SELECT " + String.join(", ", columns()) + " FROM " + name + " ";
    }

    /**
     * Reads rows summed up.
     *
     * @param keys an expression for each key column
     * @param varying whether it can differ between the rows; comparing the others would only cost time
     * @param rows selects the rows
     */
    final String selectSums(List<String> keys, IntPredicate varying, String rows) {
        return "SELECT " + String.join(", ", keys) + ", "
                + sums.stream().map(RollupTable::summed).collect(Collectors.joining(", ")) + " FROM (" + rows
                + ") GROUP BY "
                + IntStream.range(0, keys.size())
                        .filter(varying)
                        .mapToObj(i -> String.valueOf(i + 1))
                        .collect(Collectors.joining(", "));
    }

    private List<String> columns() {
        return Stream.concat(keyColumns.stream(), sums.stream().flatMap(Sum::columns))
                .toList();
    }

    private String added(Sum sum) {
        String pico = name + "." + sum.name() + "_pico + excluded." + sum.name() + "_pico";
        return switch (sum.kind()) {
            case COUNT, FIGURE -> "%2$s = %1$s.%2$s + excluded.%2$s".formatted(name, sum.name());
            case MONEY ->
                "%2$s_units = %1$s.%2$s_units + excluded.%2$s_units + (%3$s) / %4$d, %2$s_pico = (%3$s) %% %4$d"
                        .formatted(name, sum.name(), pico, StoredAmount.PICO_PER_UNIT);
        };
    }

    private static String summed(Sum sum) {
        return switch (sum.kind()) {
            case COUNT, MONEY ->
                sum.columns().map(column -> "SUM(" + column + ")").collect(Collectors.joining(", "));
            // SUM passes over NULL, as if a figure that was not estimated were zero.
            case FIGURE -> "CASE WHEN COUNT(%1$s) = COUNT(*) THEN SUM(%1$s) END".formatted(sum.name());
        };
    }
}
