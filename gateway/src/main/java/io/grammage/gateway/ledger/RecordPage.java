package io.grammage.gateway.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some usage records, newest first.
 *
 * @param next where the next page starts, or null when this is the last one
 */
public record RecordPage(
        List<UsageRecord> records, @Nullable RecordCursor next) {
    public RecordPage {
        records = List.copyOf(records);
    }
}
