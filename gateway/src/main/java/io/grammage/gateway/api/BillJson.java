package io.grammage.gateway.api;

import io.grammage.gateway.billing.Bill;
import io.grammage.gateway.billing.BillLine;
import io.grammage.gateway.billing.FreeTier;
import io.grammage.gateway.billing.Issue;
import io.grammage.gateway.billing.Meter;
import io.grammage.gateway.billing.Tax;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.ProjectId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A bill as {@code /v1/billing/bills} and the command line write it. Amounts of lines have as many decimals as the currency. */
public record BillJson(
        String object,
        String id,
        Named organization,
        @Nullable Named project,
        String month,
        String status,
        @Nullable Long number,
        @Nullable String issuedAt,
        String currency,
        long slice,
        FreeTierJson freeTier,
        List<Line> lines,
        BigDecimal untaxed,
        @Nullable TaxJson tax,
        BigDecimal taxed,
        String updatedAt) {

    /** Something with an id and a name. */
    record Named(String id, String name) {}

    record FreeTierJson(String renewal, long tokens, long audioMinutes) {
        static FreeTierJson of(FreeTier tier) {
            return new FreeTierJson(tier.renewal().name().toLowerCase(Locale.ROOT), tier.tokens(), tier.audioMinutes());
        }
    }

    record TaxJson(String description, BigDecimal percent, BigDecimal amount) {}

    /** A line of any kind, with null for what that kind does not have. */
    record Line(
            String type,
            Named project,
            @Nullable String text,
            @Nullable String corrects,
            @Nullable String model,
            @Nullable String unit,
            @Nullable String mode,
            @Nullable String priceId,
            @Nullable BigDecimal price,
            @Nullable Integer per,
            @Nullable Long consumed,
            @Nullable Long free,
            @Nullable Long billed,
            @Nullable Long slice,
            @Nullable BigDecimal exactAmount,
            BigDecimal amount) {
        static Line of(Bill bill, BillLine line) {
            Named project = new Named(line.project().toString(), bill.projectName(line.project()));
            return switch (line) {
                case BillLine.Usage usage -> of(project, usage);
                case BillLine.Amount other ->
                    amount(other.kind().wireName(), project, other.text(), null, null, other.amount());
                case BillLine.Correction late ->
                    amount("correction", project, late.text(), late.month().toString(), late.quantity(), late.amount());
            };
        }

        private static Line amount(
                String type,
                Named project,
                String text,
                @Nullable String corrects,
                @Nullable Long consumed,
                BigDecimal amount) {
            return new Line(
                    type, project, text, corrects, null, null, null, null, null, null, consumed, null, null, null, null,
                    amount);
        }

        private static Line of(Named project, BillLine.Usage usage) {
            Meter meter = usage.meter();
            Price price = meter.price();
            return new Line(
                    "usage",
                    project,
                    null,
                    null,
                    meter.model(),
                    meter.unit().wireName(),
                    meter.mode().wireName(),
                    price == null ? null : price.id().toString(),
                    price == null ? null : price.unitPrice(),
                    price == null ? null : meter.unit().pricedQuantity(),
                    usage.consumed(),
                    usage.free(),
                    usage.billed(),
                    usage.slice(),
                    ApiJson.money(usage.exactAmount()),
                    usage.amount());
        }
    }

    /**
     * A bill, or the part of a project.
     *
     * @param project null for all of them
     */
    public static BillJson of(Bill bill, @Nullable ProjectId project) {
        Bill shown = project == null ? bill : bill.of(project);
        Tax tax = bill.rules().tax();
        Issue issue = bill.issue();
        return new BillJson(
                "bill",
                bill.id().toString(),
                new Named(
                        bill.organization().id().toString(), bill.organization().name()),
                project == null ? null : new Named(project.toString(), bill.projectName(project)),
                bill.month().toString(),
                issue == null ? "provisional" : "issued",
                issue == null ? null : issue.number(),
                issue == null ? null : issue.at().toString(),
                bill.currency().getCurrencyCode(),
                bill.rules().slice(),
                FreeTierJson.of(bill.rules().freeTier()),
                shown.lines().stream().map(line -> Line.of(shown, line)).toList(),
                shown.untaxed(),
                tax == null ? null : new TaxJson(tax.description(), tax.percent(), shown.tax()),
                shown.taxed(),
                bill.updatedAt().toString());
    }

    /** As a text of JSON. */
    public String text() {
        return ApiJson.text(this);
    }
}
