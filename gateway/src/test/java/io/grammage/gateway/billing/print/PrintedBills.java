package io.grammage.gateway.billing.print;

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
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.UsageUnit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bills to print, with names that are hard to print. */
final class PrintedBills {
    static final Currency EUR = Currency.getInstance("EUR");
    static final ProjectId A = new ProjectId(new UUID(0, 0xa));
    static final ProjectId B = new ProjectId(new UUID(0, 0xb));
    static final String HOSTILE = "<script>alert('x')</script>&amp;\"]]>\u0001\uD800";
    static final Instant MADE = Instant.parse("2026-11-04T00:00:00.25Z");
    static final Issue ISSUE = new Issue(1_042, MADE);

    private PrintedBills() {}

    /** With a line of each kind in two projects. */
    static Bill everyKind(@Nullable Issue issue) {
        return bill(
                issue,
                "Ελλάς Šťastný Đorđe Жёлтый ŒUVRE",
                List.of(
                        usage(
                                A,
                                "llama-3.3-70b-instruct",
                                UsageUnit.INPUT,
                                "0.90",
                                800_500,
                                800_500,
                                1_000_000,
                                "0.00"),
                        usage(A, "llama-3.3-70b-instruct", UsageUnit.OUTPUT, "0.90", 2_500_001, 0, 3_000_000, "2.70"),
                        usage(A, "whisper-large-v3", UsageUnit.AUDIO_SECOND, "0.0035", 6_181, 0, 6_240, "0.37"),
                        usage(A, "flux/" + "x".repeat(70), UsageUnit.IMAGE, "0.04", 7, 0, 7, "0.28"),
                        new BillLine.Amount(A, BillLine.Kind.CAPACITY, "2 x L4, 744 h", new BigDecimal("1111.25")),
                        new BillLine.Amount(
                                A,
                                BillLine.Kind.FREE_TIER,
                                "Offer deducted - Generative APIs Free Tier",
                                new BigDecimal("-0.15")),
                        new BillLine.Amount(A, BillLine.Kind.DISCOUNT, "Partner", new BigDecimal("-111.44")),
                        new BillLine.Correction(
                                A,
                                YearMonth.of(2026, 9),
                                "llama-3.3-70b-instruct input",
                                1_234,
                                new BigDecimal("0.90")),
                        usage(B, HOSTILE, UsageUnit.INPUT, null, 77_777, 0, 1_000_000, "0.00"),
                        usage(B, "mistral", UsageUnit.CACHED_INPUT, "0.15", 4_444_444, 0, 5_000_000, "0.75"),
                        new BillLine.Amount(B, BillLine.Kind.MARGIN, "Support", new BigDecimal("0.04"))));
    }

    /** With so many lines of usage. */
    static Bill ofLines(int count) {
        List<BillLine> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(usage(
                    i < count / 2 ? A : B,
                    "model-" + i / 2,
                    i % 2 == 0 ? UsageUnit.INPUT : UsageUnit.OUTPUT,
                    "0.90",
                    900_000 + i,
                    0,
                    1_000_000,
                    "0.90"));
        }
        return bill(ISSUE, "Acme", lines);
    }

    /** Without a line. */
    static Bill forOrganization(String name) {
        return bill(ISSUE, name, List.of());
    }

    private static BillLine usage(
            ProjectId project,
            String model,
            UsageUnit unit,
            @Nullable String price,
            long consumed,
            long free,
            long billed,
            String amount) {
        Mode mode = unit == UsageUnit.CACHED_INPUT ? Mode.BATCH : Mode.REALTIME;
        Meter meter = new Meter(
                model,
                unit,
                mode,
                price == null ? null : Price.configured(model, unit, mode, new BigDecimal(price), EUR));
        long slice = unit.isToken() ? 1_000_000 : unit.pricedQuantity();
        return new BillLine.Usage(project, meter, consumed, free, billed, slice, new BigDecimal(amount));
    }

    private static Bill bill(@Nullable Issue issue, String organization, List<BillLine> lines) {
        return new Bill(
                new Organization(new OrganizationId(new UUID(0, 1)), organization, MADE),
                YearMonth.of(2026, 10),
                EUR,
                issue,
                new BillingRules(
                        EUR,
                        1_000_000,
                        new FreeTier(FreeTier.Renewal.ONCE, 1_000_000, 60),
                        Duration.ofDays(3),
                        new Tax("VAT", new BigDecimal("20")),
                        List.of(),
                        new Issuer("Grams & Söhne GmbH", List.of("Papierstraße 80", "12345 Łódź", "VAT DE123456789"))),
                FreeAllowance.NOTHING,
                Map.of(A, "alpha", B, "b\"eta' " + HOSTILE),
                lines,
                MADE);
    }
}
