package io.grammage.gateway.ledger;

import java.util.List;

/** Where the drainer brings records. Blocking; called by one thread. */
@FunctionalInterface
public interface RecordSink {

    /**
     * Inserts records, all or none. Those whose key {@code (startedAt, id)} is there already are passed over, also when
     * another of the same list has it: the first one counts. When this returns, the others must survive a power cut, for
     * the journal deletes them.
     *
     * @return how many were new
     * @throws RuntimeException when none was inserted; the same list will come again, alone or with more
     */
    int insert(List<UsageRecord> records);
}
