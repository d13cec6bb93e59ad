package io.grammage.gateway.config;

import java.util.List;

/** The keys of {@code ledger}. */
public final class LedgerKeys {
    public static final Key<String> DURABILITY = Key.withDefault(
                    "durability",
                    Types.choice(List.of("before_response", "async")),
                    "before_response",
                    "Whether the end of an answer waits until its record is on the disk. Records of async survive the end"
                            + " of the process, but not that of the machine.")
            .readAtStart();
    public static final Key<Long> SEGMENT_SIZE = Key.withDefault(
                    "segment_size",
                    Types.bytes(1 << 20, 1 << 30),
                    "16MiB",
                    "Size of a file of the journal; three exist from the start.")
            .readAtStart();
    public static final Key<Long> JOURNAL_MAX = Key.withDefault(
                    "journal_max",
                    Types.bytes(4 << 20, 1L << 40),
                    "1GiB",
                    "The most that the journal holds while the store is away; beyond it new calls are refused.")
            .readAtStart();
    public static final Key<Integer> OPEN_CALLS = Key.withDefault(
                    "open_calls",
                    Types.whole(16, 1_000_000),
                    "8192",
                    "Calls that can be open at a time; each takes 512 bytes on the disk.")
            .readAtStart();

    static final Shape SHAPE =
            Shape.of("a mapping with keys such as durability", DURABILITY, SEGMENT_SIZE, JOURNAL_MAX, OPEN_CALLS);

    private LedgerKeys() {}
}
