package io.grammage.gateway.api;

import static io.grammage.gateway.api.QueryParameters.oneOf;
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
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.ProjectId;
import java.time.YearMonth;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the caller's organization owes, or its project's part of it. */
public final class BillsApi {
    private final Billing billing;
    private final BillPrinter printer;
    private final Supplier<Identities> identities;
    private final Clock clock;

    /** Bills of a ledger, with the names of those whom they are for. */
    public BillsApi(Billing billing, BillPrinter printer, Supplier<Identities> identities, Clock clock) {
        this.billing = requireNonNull(billing, "billing");
        this.printer = requireNonNull(printer, "printer");
        this.identities = requireNonNull(identities, "identities");
        this.clock = requireNonNull(clock, "clock");
    }

    /** The routes of this surface. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get("/v1/billing/bills", Scope.CONSUMPTION_READ, this::bills),
                ApiRoute.get("/v1/billing/bills/{bill_id}", Scope.CONSUMPTION_READ, this::bill),
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

    private ApiAnswer bill(ApiRequest request) {
        request.query().allowOnly(List.of("format", "project_id"));
        String format = request.query().find("format", oneOf("json", "html", "pdf"), "json, html or pdf");
        Asked asked = asked(request);
        Bill bill = request.pathId("bill_id")
                .flatMap(id -> billing.find(asked.organization(), id, asked.identities()))
                .orElseThrow(() -> new GatewayException(
                        ErrorCode.NOT_FOUND,
                        "There is no bill " + request.pathValue("bill_id")
                                + ". GET /v1/billing/bills lists those of a month."));
        return switch (format == null ? "json" : format) {
            case "html" -> printer.page(bill, asked.project());
            case "pdf" -> printer.pdf(bill, asked.project());
            default -> ApiAnswer.json(BillJson.of(bill, asked.project()));
        };
    }

    private ApiAnswer export(ApiRequest request) {
        request.query().allowOnly(List.of("month", "project_id", "format"));
        Asked asked = asked(request);
        String format = request.query().find("format", oneOf("csv", "focus"), "csv or focus");
        List<Bill> bills = bills(asked).stream().map(asked::part).toList();
        ApiBody.Source source = "focus".equals(format)
                ? out -> new FocusExport(billing.footprints(asked.organization(), asked.month())).write(bills, out)
                : out -> BillCsv.write(bills, out);
        String name = "bill-" + asked.month() + ("focus".equals(format) ? ".focus.csv" : ".csv");
        return ApiAnswer.file("text/csv; charset=utf-8", name, new ApiBody.Streamed(source));
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
