package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;

/**
 * A stored sum that is not what the records give.
 *
 * @param family the table of the row, for example {@code usage_rollup}
 * @param key the key of the row, as {@code name=value} pairs
 * @param column the column that differs, or {@code row} where the whole row is missing or surplus
 * @param stored what is stored, or {@code missing}
 * @param recomputed what the records give, or {@code surplus}
 */
public record VerifyDifference(String family, String key, String column, String stored, String recomputed) {
    public VerifyDifference {
        requireNonNull(family, "family");
        requireNonNull(key, "key");
        requireNonNull(column, "column");
        requireNonNull(stored, "stored");
        requireNonNull(recomputed, "recomputed");
    }
}
