package io.grammage.gateway.api;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.billing.Bill;
import io.grammage.gateway.billing.BillCsv;
import io.grammage.gateway.billing.Billing;
import io.grammage.gateway.billing.FocusExport;
import io.grammage.gateway.identity.Identities;
import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.identity.Principal;
import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.ProjectId;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
        return List.of(
                ApiRoute.get("/v1/billing/bills", Scope.CONSUMPTION_READ, this::bills),
                ApiRoute.get("/v1/billing/export", Scope.CONSUMPTION_READ, this::export));
    }

    private record BillList(String object, List<BillJson> data) {}

    private ApiAnswer bills(ApiRequest request) {
        request.query().allowOnly(List.of("month", "project_id"));
        Asked asked = asked(request);
        List<BillJson> bills = bills(asked).stream()
                .map(bill -> BillJson.of(bill, asked.project()))
                .toList();
        return ApiAnswer.json(new BillList("list", bills));
    }

    private ApiAnswer export(ApiRequest request) {
        request.query().allowOnly(List.of("month", "project_id", "format"));
        Asked asked = asked(request);
        String format = request.query().find("format", BillsApi::format, "csv or focus");
        List<Bill> bills = bills(asked).stream().map(asked::part).toList();
        ApiBody.Source source = "focus".equals(format)
                ? out -> new FocusExport(billing.footprints(asked.organization(), asked.month())).write(bills, out)
                : out -> BillCsv.write(bills, out);
        String name = "bill-" + asked.month() + ("focus".equals(format) ? ".focus.csv" : ".csv");
        return new ApiAnswer(
                200,
                "text/csv; charset=utf-8",
                Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""),
                new ApiBody.Streamed(source));
    }

    private static String format(String text) {
        if (!text.equals("csv") && !text.equals("focus")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    /**
     * Whose bills of which month a request is about.
     *
     * @param project null for all projects
     */
    private record Asked(
            Organization organization,
            YearMonth month,
            @Nullable ProjectId project,
            Identities identities) {
        Bill part(Bill bill) {
            return project == null ? bill : bill.of(project);
        }
    }

    private Asked asked(ApiRequest request) {
        Principal caller = request.principal();
        Identities known = identities.get();
        BillingParameters parameters = new BillingParameters(request.query(), caller, known);
        return new Asked(
                known.organization(caller.organization()),
                parameters.month("month", clock.now()),
                parameters.project(),
                known);
    }

    private List<Bill> bills(Asked asked) {
        return billing.bills(asked.organization(), asked.month(), asked.identities());
    }
}
