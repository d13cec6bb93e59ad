package io.grammage.gateway.store.sqlite;

import io.grammage.gateway.ledger.VerifyDifference;
import io.grammage.gateway.ledger.VerifyReport;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Compares stored rows with recomputed ones and keeps what differs. Not thread-safe. */
final class VerifyFindings {
    /** Sums of the same figures in another order differ by less than this, relative to the larger. */
    private static final double TOLERANCE = 1e-9;

    private final List<VerifyDifference> differences = new ArrayList<>();
    private long differenceCount;
    private long rows;

    /**
     * Compares the rows of a table.
     *
     * @param stored the values of each key; emptied
     */
    <K extends Comparable<K>, R> void compare(RollupTable<K, R> table, Map<K, Object[]> stored, List<R> recomputed) {
        for (R row : recomputed) {
            rows++;
            K key = table.key(row);
            Object[] values = stored.remove(key);
            if (values == null) {
                add(table, key, "row", "missing", Arrays.toString(table.values(row)));
            } else {
                compare(table, key, values, table.values(row));
            }
        }
        stored.forEach((key, values) -> {
            rows++;
            add(table, key, "row", Arrays.toString(values), "surplus");
        });
    }

    VerifyReport report(long records) {
        return new VerifyReport(records, rows, differenceCount, differences);
    }

    private void compare(RollupTable<?, ?> table, Object key, Object[] stored, Object[] recomputed) {
        for (int i = 0; i < stored.length; i++) {
            if (!same(stored[i], recomputed[i])) {
                add(table, key, table.sums().get(i).name(), stored[i].toString(), recomputed[i].toString());
            }
        }
    }

    private static boolean same(Object stored, Object recomputed) {
        return switch (stored) {
            case BigDecimal money -> money.compareTo((BigDecimal) recomputed) == 0;
            case Double figure -> close(figure, (Double) recomputed);
            default -> stored.equals(recomputed);
        };
    }

    private static boolean close(double one, double other) {
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return Double.isNaN(one) && Double.isNaN(other);
        }
        return Math.abs(one - other) <= TOLERANCE * Math.max(Math.abs(one), Math.abs(other));
    }

    private void add(RollupTable<?, ?> table, Object key, String column, String stored, String recomputed) {
        differenceCount++;
        if (differences.size() < VerifyReport.LISTED_MAX) {
            differences.add(new VerifyDifference(table.name(), key.toString(), column, stored, recomputed));
        }
    }
}
