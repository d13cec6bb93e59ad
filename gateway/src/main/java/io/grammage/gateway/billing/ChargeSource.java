package io.grammage.gateway.billing;

import io.grammage.gateway.kernel.OrganizationId;
import java.time.YearMonth;
import java.util.List;

/** What organizations owe besides their calls, such as dedicated capacity. Blocking; thread-safe. */
@FunctionalInterface
public interface ChargeSource {

    /** The charges of an organization for a month (UTC), each of which becomes a line, in the order of the bill. */
    List<ProjectCharge> charges(OrganizationId organization, YearMonth month);
}
