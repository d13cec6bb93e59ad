package io.grammage.gateway.ledger;

import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.OrganizationId;
import java.util.List;

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

    /** Consumption and charges by period, sorted by key. One consistent state. */
    List<UsageRollup> usage(RollupQuery query);

    /** Calls, impacts and times by period, sorted by key. One consistent state. */
    List<CallRollup> calls(RollupQuery query);

    /** What counts against the budgets of an organization in the hours that overlap the period. One consistent state. */
    List<SpendRollup> spend(OrganizationId organization, Period period);

    /**
     * Recomputes all rollups from the records and compares: counts and money exactly, impacts to 1e-9 relative. One
     * consistent state, read beside running inserts; memory does not grow with the number of records.
     */
    VerifyReport verify();
}
