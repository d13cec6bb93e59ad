package io.grammage.gateway.app;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.ledger.JournalStatus;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes bills final when their time has come and the store has what was called till then. Several nodes may do so: each bill is
 * issued once.
 */
final class BillClosing implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(BillClosing.class);
    /** Records are in the store within a second, unless it was away or an earlier process left them. */
    private static final Duration BEHIND = Duration.ofMinutes(1);

    private final IntSupplier issueDue;
    private final Supplier<JournalStatus> journal;

    /**
     * Closes bills.
     *
     * @param issueDue makes bills final, and tells how many
     * @param journal tells what the store does not have yet
     */
    BillClosing(IntSupplier issueDue, Supplier<JournalStatus> journal) {
        this.issueDue = requireNonNull(issueDue, "issueDue");
        this.journal = requireNonNull(journal, "journal");
    }

    @Override
    public void run() {
        if (journal.get().lag().compareTo(BEHIND) > 0) {
            return;
        }
        int issued = issueDue.getAsInt();
        if (issued > 0) {
            LOG.info("{} bills are final", issued);
        }
    }
}
