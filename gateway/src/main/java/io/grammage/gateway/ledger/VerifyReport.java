package io.grammage.gateway.ledger;

import java.util.List;

/**
 * What recomputing all rollups from the records found.
 *
 * @param records how many records were read
 * @param rows how many rows of rollups were compared
 * @param differenceCount how many sums differ
 * @param differences the first {@value #LISTED_MAX} of them
 */
public record VerifyReport(long records, long rows, long differenceCount, List<VerifyDifference> differences) {
    /** Differences that are listed. */
    public static final int LISTED_MAX = 1_000;

    public VerifyReport {
        differences = List.copyOf(differences);
    }

    /** Whether every rollup is what the records give. */
    public boolean isClean() {
        return differenceCount == 0;
    }
}
