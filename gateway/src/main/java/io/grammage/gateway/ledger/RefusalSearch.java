package io.grammage.gateway.ledger;

import java.util.ArrayList;
import java.util.List;

/** Finds the records that a sink refuses while it takes others, by halving. For one use. */
final class RefusalSearch {
    /** More failures in a row than halving a batch down to single records explains: the sink takes nothing at all. */
    private static final int FAILURES_IN_A_ROW_MAX = 40;

    private final RecordSink sink;
    private final List<UsageRecord> refused = new ArrayList<>();
    private List<UsageRecord> taken = List.of();
    private int failuresInARow;

    RefusalSearch(RecordSink sink) {
        this.sink = sink;
    }

    /**
     * Inserts what the sink takes.
     *
     * @return the records that it refuses; empty when it is not the records' fault, and then anything may be inserted or not
     */
    List<UsageRecord> in(List<UsageRecord> records) {
        boolean finished = search(records);
        return finished && !taken.isEmpty() && takes(taken) ? refused : List.of();
    }

    private boolean search(List<UsageRecord> part) {
        if (takes(part)) {
            taken = part;
            failuresInARow = 0;
            return true;
        }
        failuresInARow++;
        if (failuresInARow > FAILURES_IN_A_ROW_MAX) {
            return false;
        }
        if (part.size() == 1) {
            refused.add(part.getFirst());
            return true;
        }
        int middle = part.size() / 2;
        return search(part.subList(0, middle)) && search(part.subList(middle, part.size()));
    }

    /** Also asked at the end about a part that was taken before: if even that fails, the sink went away meanwhile. */
    private boolean takes(List<UsageRecord> part) {
        try {
            sink.insert(part);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
