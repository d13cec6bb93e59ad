package io.grammage.gateway.store;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.billing.Adjustment;
import io.grammage.gateway.billing.Bill;
import io.grammage.gateway.billing.BillLine;
import io.grammage.gateway.billing.BillingRules;
import io.grammage.gateway.billing.FreeAllowance;
import io.grammage.gateway.billing.FreeTier;
import io.grammage.gateway.billing.Issue;
import io.grammage.gateway.billing.Issuer;
import io.grammage.gateway.billing.Meter;
import io.grammage.gateway.billing.Tax;
import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.PriceId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.UsageUnit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stores keep of a final bill, as JSON: all of it but for what their columns hold. Members are never renamed; those that are
 * added later are null in older documents. Decimals are texts, so that no reader makes floats of them.
 */
public record BillDocument(
        String organizationName,
        Instant organizationCreatedAt,
        Instant updatedAt,
        Rules rules,
        long freeTokens,
        long freeAudioSeconds,
        Map<String, String> projectNames,
        List<Line> lines) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final String USAGE = "usage";
    private static final String CORRECTION = "correction";

    /** The rules by which it was made. */
    record Rules(
            String currency,
            long slice,
            FreeTier.Renewal renewal,
            long tierTokens,
            long tierAudioMinutes,
            Duration closeAfter,
            @Nullable String taxDescription,
            @Nullable String taxPercent,
            List<Adjusted> adjustments,
            @Nullable IssuedBy issuer) {
        static Rules of(BillingRules rules) {
            Tax tax = rules.tax();
            Issuer issuer = rules.issuer();
            return new Rules(
                    rules.currency().getCurrencyCode(),
                    rules.slice(),
                    rules.freeTier().renewal(),
                    rules.freeTier().tokens(),
                    rules.freeTier().audioMinutes(),
                    rules.closeAfter(),
                    tax == null ? null : tax.description(),
                    tax == null ? null : tax.percent().toPlainString(),
                    rules.adjustments().stream().map(Adjusted::of).toList(),
                    issuer == null ? null : new IssuedBy(issuer.name(), issuer.address()));
        }

        BillingRules rules() {
            return new BillingRules(
                    Currency.getInstance(currency),
                    slice,
                    new FreeTier(renewal, tierTokens, tierAudioMinutes),
                    closeAfter,
                    taxDescription == null || taxPercent == null
                            ? null
                            : new Tax(taxDescription, new BigDecimal(taxPercent)),
                    adjustments.stream().map(Adjusted::adjustment).toList(),
                    issuer == null ? null : new Issuer(issuer.name(), issuer.address()));
        }
    }

    /** Who sent it. */
    record IssuedBy(String name, List<String> address) {}

    /** A discount or a margin. */
    record Adjusted(String organization, @Nullable String project, String percent, String text) {
        static Adjusted of(Adjustment adjustment) {
            return new Adjusted(
                    adjustment.organization(),
                    adjustment.project(),
                    adjustment.percent().toPlainString(),
                    adjustment.text());
        }

        Adjustment adjustment() {
            return new Adjustment(organization, project, new BigDecimal(percent), text);
        }
    }

    /** A line of any kind, with null for what that kind does not have. */
    record Line(
            String type,
            String project,
            String amount,
            @Nullable String model,
            @Nullable String unit,
            @Nullable String mode,
            @Nullable String priceId,
            @Nullable String unitPrice,
            @Nullable Long consumed,
            @Nullable Long free,
            @Nullable Long billed,
            @Nullable Long slice,
            @Nullable String text,
            @Nullable String month) {
        static Line of(BillLine line) {
            String project = line.project().toString();
            String amount = line.amount().toPlainString();
            return switch (line) {
                case BillLine.Usage usage -> {
                    Meter meter = usage.meter();
                    Price price = meter.price();
                    yield new Line(
                            USAGE,
                            project,
                            amount,
                            meter.model(),
                            meter.unit().wireName(),
                            meter.mode().wireName(),
                            price == null ? null : price.id().toString(),
                            price == null ? null : price.unitPrice().toPlainString(),
                            usage.consumed(),
                            usage.free(),
                            usage.billed(),
                            usage.slice(),
                            null,
                            null);
                }
                case BillLine.Amount other ->
                    new Line(
                            other.kind().wireName(),
                            project,
                            amount,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            other.text(),
                            null);
                case BillLine.Correction late ->
                    new Line(
                            CORRECTION,
                            project,
                            amount,
                            null,
                            null,
                            null,
                            null,
                            null,
                            late.quantity(),
                            null,
                            null,
                            null,
                            late.text(),
                            late.month().toString());
            };
        }

        BillLine line(Currency currency) {
            ProjectId of = ProjectId.parse(project);
            BigDecimal exact = new BigDecimal(amount);
            return switch (type) {
                case USAGE ->
                    new BillLine.Usage(
                            of,
                            meter(currency),
                            requireNonNull(consumed),
                            requireNonNull(free),
                            requireNonNull(billed),
                            requireNonNull(slice),
                            exact);
                case CORRECTION ->
                    new BillLine.Correction(
                            of,
                            YearMonth.parse(requireNonNull(month)),
                            requireNonNull(text),
                            requireNonNull(consumed),
                            exact);
                default -> new BillLine.Amount(of, BillLine.Kind.fromWire(type), requireNonNull(text), exact);
            };
        }

        private Meter meter(Currency currency) {
            String name = requireNonNull(model);
            UsageUnit counted = UsageUnit.fromWire(requireNonNull(unit));
            Mode when = Mode.fromWire(requireNonNull(mode));
            Price price = priceId == null
                    ? null
                    : new Price(
                            PriceId.parse(priceId),
                            name,
                            counted,
                            when,
                            new BigDecimal(requireNonNull(unitPrice)),
                            currency);
            return new Meter(name, counted, when, price);
        }
    }

    /** What to keep of a bill. */
    public static BillDocument of(Bill bill) {
        Map<String, String> names = new TreeMap<>();
        bill.projectNames().forEach((id, name) -> names.put(id.toString(), name));
        return new BillDocument(
                bill.organization().name(),
                bill.organization().createdAt(),
                bill.updatedAt(),
                Rules.of(bill.rules()),
                bill.allowance().tokens(),
                bill.allowance().audioSeconds(),
                names,
                bill.lines().stream().map(Line::of).toList());
    }

    /** Reads what {@link #text} wrote. */
    public static BillDocument parse(String text) {
        return MAPPER.readValue(text, BillDocument.class);
    }

    /** As JSON. */
    public String text() {
        return MAPPER.writeValueAsString(this);
    }

    /** The bill. */
    public Bill bill(OrganizationId organization, YearMonth month, Currency currency, Issue issue) {
        Map<ProjectId, String> names = new HashMap<>();
        projectNames.forEach((id, name) -> names.put(ProjectId.parse(id), name));
        return new Bill(
                new Organization(organization, organizationName, organizationCreatedAt),
                month,
                currency,
                issue,
                rules.rules(),
                new FreeAllowance(freeTokens, freeAudioSeconds),
                names,
                lines.stream().map(line -> line.line(currency)).toList(),
                updatedAt);
    }
}
