package io.grammage.gateway.api;

import static io.grammage.gateway.api.QueryParameters.oneOf;
import static java.util.Objects.requireNonNull;

import io.grammage.gateway.billing.Bill;
import io.grammage.gateway.billing.BillCsv;
import io.grammage.gateway.billing.BillLine;
import io.grammage.gateway.billing.BillMonth;
import io.grammage.gateway.billing.Billing;
import io.grammage.gateway.billing.Tax;
import io.grammage.gateway.identity.Identities;
import io.grammage.gateway.identity.Principal;
import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.ProjectId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Consumption, taxes and invoices in the shapes of Scaleway's billing API {@code v2beta1}, for its clients. Routes of invoices
 * and taxes are of a whole organization and need its administrator; consumption is also told of one's own project.
 */
public final class ScalewayBillingApi {
    private static final List<String> INVOICE_FILTERS = List.of(
            "organization_id",
            "billing_period_start_after",
            "billing_period_start_before",
            "invoice_type",
            "page",
            "page_size",
            "order_by");
    private static final String ROOT = "/billing/v2beta1/";
    private static final int PAGE_SIZE = 20;
    private static final int PAGE_SIZE_MAX = 100;
    private static final int PAGES_MAX = 1_000_000;
    private static final String[] CONSUMPTION_ORDERS = {
        "updated_at_desc", "updated_at_asc", "category_name_desc", "category_name_asc"
    };
    private static final Comparator<Bill> BY_NUMBER = Comparator.comparingLong(ScalewayBillingApi::number);
    private static final Map<String, Comparator<Bill>> INVOICE_ORDERS = Map.of(
            "invoice_number", BY_NUMBER,
            "start_date", Comparator.comparing(Bill::month),
            "issued_date", BY_NUMBER,
            "due_date", Comparator.comparing(Bill::month),
            "total_untaxed", Comparator.comparing(Bill::untaxed),
            "total_taxed", Comparator.comparing(Bill::taxed),
            "invoice_type", Comparator.comparingInt(bill -> 0));

    private final Billing billing;
    private final BillPrinter printer;
    private final Supplier<Identities> identities;
    private final Clock clock;

    /** Bills of a ledger, with the names of those whom they are for. */
    public ScalewayBillingApi(Billing billing, BillPrinter printer, Supplier<Identities> identities, Clock clock) {
        this.billing = requireNonNull(billing, "billing");
        this.printer = requireNonNull(printer, "printer");
        this.identities = requireNonNull(identities, "identities");
        this.clock = requireNonNull(clock, "clock");
    }

    /** The routes of this surface. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get(ROOT + "consumptions", Scope.CONSUMPTION_READ, this::consumptions),
                ApiRoute.get(ROOT + "taxes", Scope.ADMIN, this::taxes),
                ApiRoute.get(ROOT + "invoices", Scope.ADMIN, this::invoices),
                ApiRoute.get(ROOT + "invoices/{invoice_id}", Scope.ADMIN, this::invoice),
                ApiRoute.get(ROOT + "invoices/{invoice_id}/download", Scope.ADMIN, this::download),
                ApiRoute.get(ROOT + "export-invoices", Scope.ADMIN, this::export));
    }

    private record ConsumptionList(
            List<ScalewayConsumption> consumptions,
            int totalCount,
            BigDecimal totalDiscountUntaxedValue,
            String updatedAt) {}

    private record TaxJson(String description, String currency, BigDecimal rate, BigDecimal totalTaxValue) {}

    private record TaxList(List<TaxJson> taxes, int totalCount, String updatedAt) {}

    private record InvoiceList(List<ScalewayInvoice> invoices, int totalCount) {}

    private ApiAnswer consumptions(ApiRequest request) {
        QueryParameters query = request.query();
        query.allowOnly(List.of(
                "order_by", "page", "page_size", "organization_id", "project_id", "category_name", "billing_period"));
        query.find("order_by", oneOf(CONSUMPTION_ORDERS), "one of " + String.join(", ", CONSUMPTION_ORDERS));
        BillingParameters parameters = new BillingParameters(query, request.principal(), identities.get());
        if (query.find("organization_id") != null && query.find("project_id") != null) {
            throw QueryParameters.invalid("project_id", "given together with organization_id", "one of the two");
        }
        parameters.checkOrganization();
        ProjectId project = parameters.project();
        String category = query.find("category_name");
        // Everything is of one category and as old as everything else, so all orders are that of the bill.
        List<Bill> bills = bills(request.principal(), parameters.month("billing_period", clock.now()));
        List<ScalewayConsumption> all = new ArrayList<>();
        for (Bill bill : bills) {
            for (BillLine line : bill.lines()) {
                if ((project == null || line.project().equals(project))
                        && (category == null || category.equals(ScalewayConsumption.CATEGORY))) {
                    all.add(ScalewayConsumption.of(bill, line));
                }
            }
        }
        // Amounts of two currencies are never added: the figure is that of the currency in force.
        BigDecimal discount = bills.stream()
                .filter(bill -> project == null && category == null)
                .filter(bill -> bill.currency().equals(bill.rules().currency()))
                .map(ScalewayConsumption::discount)
                .findFirst()
                .orElse(BigDecimal.ZERO);
        return ApiAnswer.json(new ConsumptionList(
                page(query, all),
                all.size(),
                discount,
                bills.getFirst().updatedAt().toString()));
    }

    private ApiAnswer taxes(ApiRequest request) {
        QueryParameters query = request.query();
        query.allowOnly(List.of("order_by", "page", "page_size", "organization_id", "billing_period"));
        query.find("order_by", oneOf(CONSUMPTION_ORDERS), "one of " + String.join(", ", CONSUMPTION_ORDERS));
        BillingParameters parameters = new BillingParameters(query, request.principal(), identities.get());
        parameters.checkOrganization();
        List<Bill> bills = bills(request.principal(), parameters.month("billing_period", clock.now()));
        List<TaxJson> taxes = new ArrayList<>();
        for (Bill bill : bills) {
            Tax tax = bill.rules().tax();
            if (tax != null) {
                taxes.add(new TaxJson(
                        tax.description(),
                        bill.currency().getCurrencyCode(),
                        tax.percent().movePointLeft(2),
                        bill.tax()));
            }
        }
        return ApiAnswer.json(new TaxList(
                page(query, taxes), taxes.size(), bills.getFirst().updatedAt().toString()));
    }

    private ApiAnswer invoices(ApiRequest request) {
        request.query().allowOnly(INVOICE_FILTERS);
        List<Bill> all = filtered(request);
        List<ScalewayInvoice> page =
                page(request.query(), all).stream().map(ScalewayInvoice::of).toList();
        return ApiAnswer.json(new InvoiceList(page, all.size()));
    }

    private ApiAnswer invoice(ApiRequest request) {
        request.query().allowOnly(List.of());
        return ApiAnswer.json(ScalewayInvoice.of(find(request)));
    }

    private ApiAnswer download(ApiRequest request) {
        request.query().allowOnly(List.of("file_type", "dl"));
        request.query().find("file_type", oneOf("pdf"), "pdf");
        return printer.pdf(find(request), null);
    }

    private Bill find(ApiRequest request) {
        Identities known = identities.get();
        return request.pathId("invoice_id")
                .flatMap(id ->
                        billing.find(known.organization(request.principal().organization()), id, known))
                .orElseThrow(() -> new GatewayException(
                        ErrorCode.NOT_FOUND,
                        "There is no invoice " + request.pathValue("invoice_id") + ". GET " + ROOT
                                + "invoices lists those there are."));
    }

    private ApiAnswer export(ApiRequest request) {
        request.query()
                .allowOnly(Stream.concat(INVOICE_FILTERS.stream(), Stream.of("file_type", "dl"))
                        .toList());
        request.query().find("file_type", oneOf("csv"), "csv");
        List<Bill> all = filtered(request);
        return ApiAnswer.file(
                "text/csv; charset=utf-8",
                "invoices.csv",
                ApiBody.of(BillCsv.summaries(isPaged(request.query()) ? page(request.query(), all) : all)));
    }

    private List<Bill> filtered(ApiRequest request) {
        QueryParameters query = request.query();
        new BillingParameters(query, request.principal(), identities.get()).checkOrganization();
        Instant after = query.find("billing_period_start_after", ApiMoment::parse, "a date such as 2026-10-01");
        Instant before = query.find("billing_period_start_before", ApiMoment::parse, "a date such as 2026-10-01");
        String[] types = {"unknown_type", "periodic", "purchase", "credit_note"};
        String type = query.find("invoice_type", oneOf(types), "one of " + String.join(", ", types));
        boolean none = type != null && !type.equals("periodic") && !type.equals("unknown_type");
        List<Bill> bills = new ArrayList<>();
        for (Bill bill : all(request.principal())) {
            Instant start = BillMonth.start(bill.month());
            if (!none && (after == null || !start.isBefore(after)) && (before == null || start.isBefore(before))) {
                bills.add(bill);
            }
        }
        bills.sort(order(query));
        return bills;
    }

    private static Comparator<Bill> order(QueryParameters query) {
        Comparator<Bill> order = query.find(
                "order_by",
                text -> {
                    boolean ascending = text.endsWith("_asc");
                    Comparator<Bill> by = INVOICE_ORDERS.get(text.replaceFirst("_(asc|desc)$", ""));
                    if (by == null || !text.matches(".*_(asc|desc)")) {
                        throw new IllegalArgumentException(text);
                    }
                    return ascending ? by : by.reversed();
                },
                "such as start_date_desc");
        return order == null ? BY_NUMBER.reversed() : order;
    }

    private static long number(Bill bill) {
        return bill.issue() == null ? Long.MAX_VALUE : bill.issue().number();
    }

    private List<Bill> bills(Principal caller, YearMonth month) {
        Identities known = identities.get();
        return billing.bills(known.organization(caller.organization()), month, known);
    }

    private List<Bill> all(Principal caller) {
        Identities known = identities.get();
        return billing.allBills(known.organization(caller.organization()), known);
    }

    /** A file is whole unless a page of it is asked for. */
    private static boolean isPaged(QueryParameters query) {
        return query.find("page") != null || query.find("page_size") != null;
    }

    private static <T> List<T> page(QueryParameters query, List<T> all) {
        Long page = query.wholeNumber("page", 1, PAGES_MAX);
        Long size = query.wholeNumber("page_size", 1, PAGE_SIZE_MAX);
        long limit = size == null ? PAGE_SIZE : size;
        return all.stream()
                .skip(page == null ? 0 : (page - 1) * limit)
                .limit(limit)
                .toList();
    }
}
