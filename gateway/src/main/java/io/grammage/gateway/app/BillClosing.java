package io.grammage.gateway.app;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.billing.Billing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes bills final when their time has come. Several nodes may do so: each bill is issued once. */
final class BillClosing implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(BillClosing.class);

    private final Billing billing;
    private final IdentitySnapshot identities;

    BillClosing(Billing billing, IdentitySnapshot identities) {
        this.billing = requireNonNull(billing, "billing");
        this.identities = requireNonNull(identities, "identities");
    }

    @Override
    public void run() {
        int issued = billing.issueDue(identities.get());
        if (issued > 0) {
            LOG.info("{} bills are final", issued);
        }
    }
}
