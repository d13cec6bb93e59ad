package io.grammage.gateway.app;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.billing.Billing;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes bills final when their time has come. Several nodes may do so: each bill is issued once. */
final class BillClosing {
    private static final Logger LOG = LoggerFactory.getLogger(BillClosing.class);
    private static final Duration PERIOD = Duration.ofMinutes(10);

    private final Billing billing;
    private final IdentitySnapshot identities;

    BillClosing(Billing billing, IdentitySnapshot identities) {
        this.billing = requireNonNull(billing, "billing");
        this.identities = requireNonNull(identities, "identities");
    }

    /** Looks now and every ten minutes, until the thread it runs on is interrupted. */
    void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            issueDue();
            try {
                Thread.sleep(PERIOD);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void issueDue() {
        try {
            int issued = billing.issueDue(identities.get());
            if (issued > 0) {
                LOG.info("{} bills are final", issued);
            }
        } catch (RuntimeException e) {
            // A store that closes under it is the end, and no failure.
            if (!Thread.currentThread().isInterrupted()) {
                LOG.error("Bills that are due could not be made final; this is tried again", e);
            }
        }
    }
}
