package io.grammage.gateway.ledger;

import io.grammage.gateway.kernel.GatewayException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where usage records and their rollups are kept. Blocking; thread-safe; called from virtual or platform threads, never
 * from an event loop. Every method throws {@link GatewayException} with
 * {@link io.grammage.gateway.kernel.ErrorCode#LEDGER_UNAVAILABLE} while the store cannot do its work (disk full, locked by
 * another process for long, unreachable): nothing has then been changed, and trying again later is right.
 */
public interface UsageStore {

    /**
     * Adds records, and what is new of them to the rollups of all families. Atomic and durable: when it returns, all of it
     * survives a power cut; when it throws, nothing was added. Idempotent: a record whose key is there already, from
     * before or from earlier in the same list, changes nothing, whatever else it says.
     *
     * @return how many records were new
     * @throws IllegalArgumentException when a sum of counts would exceed 63 bits, or an amount has more than 12 decimals:
     *     these records can never be added together, and trying again does not help
     */
    int insert(List<UsageRecord> records);

    /**
     * A page of records, newest first. One consistent state per page. Over all pages, each record that was there when the
     * first page was read comes exactly once; records that are inserted meanwhile come at most once.
     */
    RecordPage records(RecordQuery query);

    /**
     * Consumption and charges by period, row after row in no order: memory does not grow with their number. One consistent state.
     *
     * @param rows is given each; what it throws ends the reading. It must not use the store
     */
    void usage(RollupQuery query, Consumer<UsageRollup> rows);

    /** The same at once, sorted by key. */
    default List<UsageRollup> usage(RollupQuery query) {
        List<UsageRollup> rows = new ArrayList<>();
        usage(query, rows::add);
        rows.sort(Comparator.comparing(UsageRollup::key));
        return rows;
    }

    /** Calls, impacts and times by period, sorted by key. One consistent state. */
    List<CallRollup> calls(RollupQuery query);

    /**
     * What counts against budgets in the hours that overlap a period, row after row in no order. One consistent state.
     *
     * @param rows is given each; what it throws ends the reading. It must not use the store
     */
    void spend(SpendQuery query, Consumer<SpendRollup> rows);

    /**
     * Recomputes all rollups from the records and compares: counts and money exactly, impacts to 1e-9 relative. One
     * consistent state, read beside running inserts; memory does not grow with the number of records.
     */
    VerifyReport verify();
}
