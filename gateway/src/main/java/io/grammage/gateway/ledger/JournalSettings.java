package io.grammage.gateway.ledger;

import static io.grammage.gateway.kernel.Checks.inRange;
import static java.util.Objects.requireNonNull;

/**
 * How the journal keeps records.
 *
 * @param segmentBytes bytes of a segment: 256 KiB to 1 GiB, whole pages of 4 KiB. Two of them are the reserve for calls
 *     that are open when no more can be had
 * @param journalMax bytes of all segments together, at most; no less than four segments
 */
public record JournalSettings(Durability durability, int segmentBytes, long journalMax) {
    /** 16 MiB a segment, 1 GiB in all, durable before the response. */
    public static final JournalSettings DEFAULT = new JournalSettings(Durability.BEFORE_RESPONSE, 16 << 20, 1L << 30);

    public JournalSettings {
        requireNonNull(durability, "durability");
        inRange(segmentBytes, 256 << 10, 1 << 30, "segment bytes");
        if (segmentBytes % 4096 != 0) {
            throw new IllegalArgumentException("segment bytes: " + segmentBytes + " (expected: a multiple of 4,096)");
        }
        inRange(journalMax, 4L * segmentBytes, Long.MAX_VALUE, "journal max");
    }
}
