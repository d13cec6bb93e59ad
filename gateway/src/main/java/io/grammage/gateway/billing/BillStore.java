package io.grammage.gateway.billing;

import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;

/**
 * Where bills are kept that are final. Blocking; thread-safe. Throws {@link GatewayException} with
 * {@link io.grammage.gateway.kernel.ErrorCode#LEDGER_UNAVAILABLE} while it cannot do its work; nothing has then been changed.
 */
public interface BillStore {

    /** The bills of an organization, the oldest month first; of a month, by currency. */
    List<Bill> issued(OrganizationId organization);

    /**
     * Makes a bill final and gives it the next number.
     *
     * @return false when there is one already for the organization, the month and the currency, which then stays as it is
     */
    boolean issue(Bill bill, Instant moment);
}
