package io.grammage.gateway.ledger;

/**
 * How draining is doing at one moment.
 *
 * @param drained records that the store took since the start, those that it had already included
 * @param failures inserts that failed since the start
 * @param rejected records that the store refused one by one and that were set aside since the start
 * @param failing whether the last insert failed
 */
public record DrainStatus(long drained, long failures, long rejected, boolean failing) {

    /** Whether all records find their way into the store. */
    public boolean healthy() {
        return !failing && rejected == 0;
    }
}
