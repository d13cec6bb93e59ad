/**
 * The ledger: one durable usage record for each call, and all that is summed from them.
 *
 * <p>Start at {@link io.grammage.gateway.ledger.UsageRecord}. A call owns an {@link io.grammage.gateway.ledger.OpenCall}
 * while it runs, its record becomes durable in the {@link io.grammage.gateway.ledger.Journal}, and the
 * {@link io.grammage.gateway.ledger.Drainer} moves records in batches into the
 * {@link io.grammage.gateway.ledger.UsageStore}, which adds them to the {@link io.grammage.gateway.ledger.Rollups}. This
 * package must not know HTTP, SQL or how prices and impacts are computed.
 */
@NullMarked
package io.grammage.gateway.ledger;

import org.jspecify.annotations.NullMarked;
