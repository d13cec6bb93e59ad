package io.grammage.gateway.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The next records for the store.
 *
 * @param records in the order in which they were appended
 * @param unreadable a frame that is whole but holds no record that this version can read; it then is all there is
 * @param extents where all of it stands
 * @param damagedBytes bytes between the records that were damaged after they had been written
 */
record JournalBatch(List<UsageRecord> records, @Nullable Frame unreadable, List<Extent> extents, long damagedBytes) {}
