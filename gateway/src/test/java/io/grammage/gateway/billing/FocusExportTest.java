package io.grammage.gateway.billing;

import static io.grammage.gateway.billing.Meters.A;
import static io.grammage.gateway.billing.Meters.B;
import static io.grammage.gateway.billing.Meters.EUR;
import static io.grammage.gateway.billing.Meters.LLAMA_IN;
import static io.grammage.gateway.billing.Meters.LLAMA_OUT;
import static io.grammage.gateway.billing.Meters.WHISPER;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.store.sqlite.SqliteDatabase;
import io.grammage.gateway.store.sqlite.SqliteUsageStore;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of FOCUS 1.2 for the columns that are exported: names, nullability, types, and how figures hang together. */
class FocusExportTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    private static final Organization ACME =
            new Organization(new OrganizationId(new UUID(0, 1)), "Acme, \"Inc\"", START);

    /** Mandatory in 1.2, and never null. */
    private static final Set<String> NEVER_NULL = Set.of(
            "BilledCost",
            "BillingAccountId",
            "BillingCurrency",
            "BillingPeriodStart",
            "BillingPeriodEnd",
            "ChargeCategory",
            "ChargePeriodStart",
            "ChargePeriodEnd",
            "ContractedCost",
            "EffectiveCost",
            "InvoiceIssuerName",
            "ListCost",
            "ProviderName",
            "PublisherName",
            "ServiceCategory",
            "ServiceName");

    /** Mandatory, and null where there is nothing to say. */
    private static final Set<String> MAY_BE_NULL =
            Set.of("BillingAccountName", "ChargeClass", "ChargeDescription", "PricingQuantity", "PricingUnit");

    private static final Set<String> DECIMALS = Set.of(
            "BilledCost",
            "ConsumedQuantity",
            "ContractedCost",
            "ContractedUnitPrice",
            "EffectiveCost",
            "ListCost",
            "ListUnitPrice",
            "PricingQuantity");

    @TempDir
    private Path directory;

    private Bill bill;
    private List<NamedCsvRecord> rows;
    private List<String> head;

    @BeforeEach
    void export() throws IOException {
        BillingRules rules = new BillingRules(
                EUR,
                1_000,
                new FreeTier(FreeTier.Renewal.MONTHLY, 1_000_000, 60),
                Duration.ZERO,
                new Tax("VAT", new BigDecimal("20")),
                List.of(),
                new Issuer("Seller, Ltd", List.of()));
        Meter unpriced = Meters.meter("unpriced", UsageUnit.INPUT, null);
        List<BillLine> lines = new ArrayList<>(new Biller(rules, EUR)
                .lines(
                        List.of(
                                new Metered(A, LLAMA_IN, 800_500),
                                new Metered(A, LLAMA_OUT, 2_500_000),
                                new Metered(B, LLAMA_OUT, 1),
                                new Metered(B, unpriced, 7),
                                new Metered(B, WHISPER, 7_000)),
                        new FreeAllowance(1_000_000, 3_600)));
        lines.add(new BillLine.Correction(A, OCTOBER.minusMonths(1), "m input", 5, new BigDecimal("-0.01")));
        lines.add(new BillLine.Amount(A, BillLine.Kind.CAPACITY, "2 x L4", new BigDecimal("2.79")));
        lines.add(new BillLine.Amount(A, BillLine.Kind.DISCOUNT, "Partner", new BigDecimal("-0.50")));
        bill = new Bill(
                ACME,
                OCTOBER,
                EUR,
                new Issue(3, START),
                rules,
                FreeAllowance.NOTHING,
                Map.of(A, "alpha", B, "beta"),
                lines,
                START);
        try (SqliteDatabase database = SqliteDatabase.open(directory)) {
            SqliteUsageStore store = new SqliteUsageStore(database);
            store.insert(List.of(new BilledCalls(ACME.id()).call(START, A, LLAMA_IN, 10, LLAMA_OUT, 20)));
            StringWriter out = new StringWriter();
            new FocusExport(ModelFootprints.read(store, ACME.id(), OCTOBER)).write(List.of(bill), out);
            head = List.of(out.toString().lines().findFirst().orElseThrow().split(",", -1));
            rows = CsvReader.builder().ofNamedCsvRecord(out.toString()).stream().toList();
        }
    }

    private static BigDecimal number(NamedCsvRecord row, String column) {
        return new BigDecimal(row.getField(column));
    }

    @Test
    void hasAllMandatoryColumnsAndOursComeLast() {
        assertThat(head).containsAll(NEVER_NULL).containsAll(MAY_BE_NULL).doesNotHaveDuplicates();
        List<String> ours = head.stream().filter(name -> name.startsWith("x_")).toList();
        assertThat(head.subList(head.size() - ours.size(), head.size())).isEqualTo(ours);
        assertThat(head.subList(0, head.size() - ours.size())).isSorted();
        assertThat(rows).hasSize(bill.lines().size() + 1);
    }

    @Test
    void valuesAreOfTheTypeOfTheirColumn() {
        for (NamedCsvRecord row : rows) {
            NEVER_NULL.forEach(
                    column -> assertThat(row.getField(column)).as(column).isNotEmpty());
            for (String column : head) {
                String value = row.getField(column);
                if (DECIMALS.contains(column) && !value.isEmpty()) {
                    assertThat(value).as(column).matches("-?[0-9]+(\\.[0-9]+)?");
                } else if (column.endsWith("Start") || column.endsWith("End")) {
                    assertThat(value).as(column).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
                }
            }
            assertThat(row.getField("ChargeCategory")).isIn("Usage", "Purchase", "Tax", "Credit", "Adjustment");
            assertThat(row.getField("ChargeClass")).isIn("", "Correction");
            assertThat(row.getField("BillingCurrency")).isEqualTo("EUR");
            assertThat(row.getField("InvoiceId")).isEqualTo(bill.id().toString());
            assertThat(row.getField("InvoiceIssuerName")).isEqualTo("Seller, Ltd");
            assertThat(row.getField("PublisherName")).isEqualTo("Grammage");
        }
    }

    /** Whatever bill it is on, a charge is of the month in which it came about. */
    @Test
    void aCorrectionIsOfTheMonthThatItCorrects() {
        for (NamedCsvRecord row : rows) {
            boolean late = row.getField("ChargeClass").equals("Correction");
            assertThat(row.getField("BillingPeriodStart")).isEqualTo("2026-10-01T00:00:00Z");
            assertThat(row.getField("ChargePeriodStart"))
                    .isEqualTo(late ? "2026-09-01T00:00:00Z" : "2026-10-01T00:00:00Z");
            assertThat(row.getField("ChargePeriodEnd"))
                    .isEqualTo(late ? "2026-10-01T00:00:00Z" : "2026-11-01T00:00:00Z");
        }
        assertThat(rows)
                .filteredOn(row -> row.getField("ChargeClass").equals("Correction"))
                .hasSize(1);
    }

    @Test
    void usageHasQuantitiesAndItsListCostIsPriceTimesQuantity() {
        List<NamedCsvRecord> usage =
                rows.stream().filter(row -> !row.getField("SkuId").isEmpty()).toList();
        assertThat(usage).hasSize(5);
        for (NamedCsvRecord row : usage) {
            assertThat(row.getField("PricingUnit")).isNotEmpty();
            assertThat(row.getField("ConsumedUnit")).isNotEmpty();
            BigDecimal price = row.getField("ListUnitPrice").isEmpty() ? BigDecimal.ZERO : number(row, "ListUnitPrice");
            assertThat(number(row, "ListCost")).isEqualByComparingTo(price.multiply(number(row, "PricingQuantity")));
            assertThat(row.getField("SkuPriceId").isEmpty())
                    .isEqualTo(row.getField("ListUnitPrice").isEmpty());
        }
        assertThat(usage.getFirst().getField("PricingQuantity"))
                .as("801 slices")
                .isEqualTo("0.801");
        assertThat(usage.getLast().getField("PricingQuantity")).as("minutes").isEqualTo("117");
    }

    @Test
    void whatIsBilledAddsUpToTheBill() {
        BigDecimal taxed = rows.stream().map(row -> number(row, "BilledCost")).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(taxed).isEqualByComparingTo(bill.taxed());
        assertThat(rows.stream()
                        .filter(row -> row.getField("ChargeCategory").equals("Tax"))
                        .map(row -> number(row, "BilledCost")))
                .containsExactly(bill.tax());
        assertThat(rows.stream()
                        .filter(row -> row.getField("ChargeCategory").equals("Credit"))
                        .allMatch(row -> number(row, "BilledCost").signum() < 0))
                .isTrue();
    }

    @Test
    void footprintsAreNotEstimatedRatherThanZero() {
        NamedCsvRecord output = rows.stream()
                .filter(row -> row.getField("SkuMeter").equals("Output Tokens"))
                .findFirst()
                .orElseThrow();
        assertThat(output.getHeader())
                .filteredOn(column -> column.startsWith("x_") && !column.equals("x_FootprintEstimatedShare"))
                .hasSize(12)
                .allSatisfy(column -> assertThat(output.getField(column)).isEmpty());
        assertThat(output.getField("x_FootprintEstimatedShare")).isEqualTo("0.0");
    }
}
