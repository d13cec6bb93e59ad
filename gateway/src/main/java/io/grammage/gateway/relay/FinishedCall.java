package io.grammage.gateway.relay;

import io.grammage.gateway.ledger.UsageRecord;

/**
 * A call that ended, with what is of interest beyond its record.
 *
 * @param overheadNanos what the gateway itself added to the latency
 * @param answerBytes bytes of the answer's body that were sent to the caller
 */
public record FinishedCall(UsageRecord record, long overheadNanos, long answerBytes) {}
