package io.grammage.gateway.api;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.billing.BillMonth;
import io.grammage.gateway.billing.Billing;
import io.grammage.gateway.identity.Identities;
import io.grammage.gateway.identity.Principal;
import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.ProjectId;
import java.time.YearMonth;
import java.util.List;
import java.util.function.Supplier;

/** What the caller's organization owes, or its project's part of it. */
public final class BillsApi {
    private final Billing billing;
    private final Supplier<Identities> identities;
    private final Clock clock;

    /** Bills of a ledger, with the names of those whom they are for. */
    public BillsApi(Billing billing, Supplier<Identities> identities, Clock clock) {
        this.billing = requireNonNull(billing, "billing");
        this.identities = requireNonNull(identities, "identities");
        this.clock = requireNonNull(clock, "clock");
    }

    /** The routes of this surface. */
    public List<ApiRoute> routes() {
        return List.of(ApiRoute.get("/v1/billing/bills", Scope.CONSUMPTION_READ, this::bills));
    }

    private record BillList(String object, List<BillJson> data) {}

    private ApiAnswer bills(ApiRequest request) {
        request.query().allowOnly(List.of("month", "project_id"));
        YearMonth month = request.query().find("month", BillMonth::parse, "a month such as 2026-10, in UTC");
        Principal caller = request.principal();
        Identities known = identities.get();
        ProjectId project = new BillingScope(caller, known)
                .project(request.query().find("project_id", ProjectId::parse, "the id of a project, a UUID"));
        List<BillJson> bills = billing
                .bills(
                        known.organization(caller.organization()),
                        month == null ? BillMonth.at(clock.now()) : month,
                        known)
                .stream()
                .map(bill -> BillJson.of(bill, project))
                .toList();
        return ApiAnswer.json(new BillList("list", bills));
    }
}
