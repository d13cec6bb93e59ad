package io.grammage.gateway.billing;

import static io.grammage.gateway.billing.Meters.A;
import static io.grammage.gateway.billing.Meters.B;
import static io.grammage.gateway.billing.Meters.EUR;
import static io.grammage.gateway.billing.Meters.LLAMA_IN;
import static io.grammage.gateway.billing.Meters.LLAMA_OUT;
import static io.grammage.gateway.billing.Meters.QWEN_IN;
import static io.grammage.gateway.billing.Meters.QWEN_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.gateway.identity.Identities;
import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.identity.Project;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Money;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.ledger.UsageRecord;
import io.grammage.gateway.store.sqlite.SqliteBillStore;
import io.grammage.gateway.store.sqlite.SqliteDatabase;
import io.grammage.gateway.store.sqlite.SqlitePriceStore;
import io.grammage.gateway.store.sqlite.SqliteUsageStore;
import io.grammage.gateway.testing.ManualClock;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bills over a real ledger: months, free tiers that are given once, final bills and their corrections. */
class BillingTest {
    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final Instant IN_SEPTEMBER = Instant.parse("2026-09-30T23:59:59.999999Z");
    private static final Instant IN_OCTOBER = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant IN_NOVEMBER = Instant.parse("2026-11-02T00:00:00Z");
    private static final Organization ACME =
            new Organization(new OrganizationId(new UUID(0, 1)), "Acme", Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    private Path directory;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-10-20T12:00:00Z"));
    private final BilledCalls calls = new BilledCalls(ACME.id());
    private final List<ChargeSource> sources = new ArrayList<>();
    private BillingRules rules = Meters.rules(1_000);
    private Identities identities = identities("Acme", "alpha");
    private SqliteDatabase database;
    private SqliteUsageStore usage;
    private SqlitePriceStore prices;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(directory);
        usage = new SqliteUsageStore(database);
        prices = new SqlitePriceStore(database);
        prices.adopt(
                Stream.of(LLAMA_IN, LLAMA_OUT, QWEN_IN, QWEN_OUT)
                        .map(meter -> Objects.requireNonNull(meter.price()))
                        .toList(),
                IN_SEPTEMBER);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Identities identities(String organization, String project) {
        return new Identities(
                List.of(new Organization(ACME.id(), organization, ACME.createdAt())),
                List.of(
                        new Project(A, ACME.id(), project, ACME.createdAt()),
                        new Project(B, ACME.id(), "beta", ACME.createdAt())),
                List.of(),
                List.of());
    }

    private Billing billing() {
        return new Billing(usage, prices, new SqliteBillStore(database), sources, () -> rules, clock);
    }

    private List<Bill> bills(YearMonth month) {
        return billing().bills(identities.organizations().getFirst(), month, identities);
    }

    private Bill bill(YearMonth month) {
        return bills(month).getFirst();
    }

    private void insert(UsageRecord... records) {
        usage.insert(List.of(records));
    }

    private UsageRecord llama(Instant at, long prompt, long completion) {
        return calls.call(at, A, LLAMA_IN, prompt, LLAMA_OUT, completion);
    }

    @Test
    void aMonthWithoutCallsIsABillWithoutLines() {
        Bill bill = bill(OCTOBER);
        assertThat(bill.lines()).isEmpty();
        assertThat(bill.untaxed()).isEqualTo(new BigDecimal("0.00"));
        assertThat(bill.currency()).isEqualTo(EUR);
    }

    @Test
    void monthsAreThoseOfUtcAndAFreeTierIsGivenOnce() {
        insert(llama(IN_SEPTEMBER, 900_000, 0), llama(IN_OCTOBER, 100_000, 100_000));

        assertThat(bill(SEPTEMBER).untaxed()).isEqualByComparingTo("0.00");
        assertThat(bill(OCTOBER).allowance()).isEqualTo(new FreeAllowance(100_000, 3_600));
        assertThat(bill(OCTOBER).untaxed()).isEqualByComparingTo("0.09");
        assertThat(bill(NOVEMBER).allowance()).isEqualTo(new FreeAllowance(0, 3_600));
    }

    @Test
    void tokensThatCostNothingLeaveTheFreeTierForLater() {
        Meter gratis = Meters.meter("gratis", UsageUnit.INPUT, "0");
        prices.adopt(List.of(Objects.requireNonNull(gratis.price())), IN_OCTOBER);
        insert(calls.call(IN_SEPTEMBER, A, gratis, 5_000_000, gratis, 0));

        assertThat(bill(OCTOBER).allowance()).isEqualTo(new FreeAllowance(1_000_000, 3_600));
    }

    @Test
    void aFreeTierOfEachMonthIsGivenAnew() {
        rules = new BillingRules(
                EUR,
                1_000,
                new FreeTier(FreeTier.Renewal.MONTHLY, 1_000_000, 60),
                Duration.ZERO,
                null,
                List.of(),
                null);
        insert(llama(IN_SEPTEMBER, 2_000_000, 0), llama(IN_OCTOBER, 1_000_000, 1_000));

        assertThat(bill(SEPTEMBER).untaxed()).isEqualByComparingTo("0.90");
        assertThat(bill(OCTOBER).untaxed()).isEqualByComparingTo("0.01");
    }

    @Test
    void taxIsAddedToTheSumAndRoundedOnce() {
        rules = new BillingRules(
                EUR, 1, FreeTier.NONE, Duration.ZERO, new Tax("VAT", new BigDecimal("8")), List.of(), null);
        insert(llama(IN_OCTOBER, 100_000, 0), calls.call(IN_OCTOBER, B, LLAMA_IN, 100_000, LLAMA_OUT, 0));

        assertThat(bill(OCTOBER).untaxed()).isEqualByComparingTo("0.18");
        assertThat(bill(OCTOBER).tax()).isEqualByComparingTo("0.01");
        assertThat(bill(OCTOBER).taxed()).isEqualByComparingTo("0.19");
    }

    @Test
    void adjustmentsAreLinesOfEachProjectAndItsOwnComesFirst() {
        rules = new BillingRules(
                EUR,
                1,
                FreeTier.NONE,
                Duration.ZERO,
                null,
                List.of(
                        new Adjustment("Acme", "beta", new BigDecimal("10"), "Support"),
                        new Adjustment("Acme", null, new BigDecimal("-50"), "Partner"),
                        new Adjustment("Globex", null, new BigDecimal("-100"), "Not theirs")),
                null);
        insert(llama(IN_OCTOBER, 1_000_000, 0), calls.call(IN_OCTOBER, B, LLAMA_IN, 1_000_000, LLAMA_OUT, 0));

        assertThat(bill(OCTOBER).of(A).lines().getLast())
                .isEqualTo(new BillLine.Amount(A, BillLine.Kind.DISCOUNT, "Partner", new BigDecimal("-0.45")));
        assertThat(bill(OCTOBER).of(B).lines().getLast())
                .isEqualTo(new BillLine.Amount(B, BillLine.Kind.MARGIN, "Support", new BigDecimal("0.09")));
        assertThat(bill(OCTOBER).untaxed()).isEqualByComparingTo("1.44");
    }

    @Test
    void currenciesMakeBillsOfTheirOwn() {
        Currency dollar = Currency.getInstance("USD");
        Price price = Price.configured("d", UsageUnit.INPUT, Mode.REALTIME, BigDecimal.TEN, dollar);
        prices.adopt(List.of(price), IN_OCTOBER);
        Meter meter = new Meter("d", UsageUnit.INPUT, Mode.REALTIME, price);
        rules = new BillingRules(EUR, 1, FreeTier.NONE, Duration.ZERO, null, List.of(), null);
        insert(llama(IN_OCTOBER, 1_000_000, 0), calls.call(IN_OCTOBER, A, meter, 1_000_000, meter, 0));

        assertThat(bills(OCTOBER)).extracting(Bill::currency).containsExactly(EUR, dollar);
        assertThat(bills(OCTOBER)).extracting(bill -> bill.untaxed().toString()).containsExactly("0.90", "10.00");
    }

    @Test
    void whatIsOwedBesidesCallsIsALineAndNeverFree() {
        sources.add((organization, month) -> month.equals(OCTOBER)
                ? List.of(new ProjectCharge(B, "2 x L4, 90 minutes", new Money(new BigDecimal("2.785"), EUR)))
                : List.of());
        insert(llama(IN_OCTOBER, 10, 10));

        assertThat(bill(OCTOBER).untaxed()).isEqualByComparingTo("2.79");
        assertThat(bill(SEPTEMBER).lines()).isEmpty();
    }

    @Test
    void aBillBecomesFinalWhenItsTimeHasCome() {
        insert(llama(IN_OCTOBER, 2_000_000, 0));
        clock.advance(Duration.between(clock.now(), Instant.parse("2026-11-03T23:59:59Z")));
        assertThat(billing().issueDue(identities)).isZero();
        assertThat(bill(OCTOBER).issue()).isNull();

        clock.advance(Duration.ofSeconds(1));
        assertThat(billing().issueDue(identities)).isEqualTo(1);
        assertThat(billing().issueDue(identities)).as("again").isZero();
        assertThat(bill(OCTOBER).issue()).isEqualTo(new Issue(1, clock.now()));
    }

    @Test
    void aFinalBillIsWhatItWasWhateverChanges() {
        insert(
                llama(IN_OCTOBER, 2_000_000, 5),
                calls.call(IN_OCTOBER, B, QWEN_IN, 7, QWEN_OUT, 1_000_000),
                calls.call(IN_OCTOBER, B, Meters.meter("free", UsageUnit.INPUT, null), 7, QWEN_OUT, 0));
        Bill provisional = bill(OCTOBER);
        issueOctober();
        Bill issued = bill(OCTOBER);
        assertThat(issued.lines()).isEqualTo(provisional.lines());
        assertThat(issued.issue()).isEqualTo(new Issue(1, clock.now()));

        rules = new BillingRules(
                EUR,
                1_000_000,
                FreeTier.NONE,
                Duration.ofDays(30),
                new Tax("VAT", BigDecimal.TEN),
                List.of(new Adjustment("Acme", null, BigDecimal.TEN, "More")),
                null);
        identities = identities("Acme International", "renamed");
        prices.adopt(List.of(), clock.now());
        insert(llama(IN_OCTOBER.plusSeconds(9), 3_000_000, 0));

        assertThat(bill(OCTOBER)).isEqualTo(issued);
        assertThat(bill(OCTOBER).projectName(A)).isEqualTo("alpha");
    }

    @Test
    void aMonthWithoutCallsIsNotIssued() {
        insert(llama(IN_SEPTEMBER, 2_000_000, 0));
        clock.advance(Duration.between(clock.now(), Instant.parse("2026-12-05T00:00:00Z")));

        assertThat(billing().issueDue(identities)).isEqualTo(1);
        assertThat(bill(OCTOBER).issue()).isNull();
    }

    private void issueOctober() {
        clock.advance(Duration.between(clock.now(), Instant.parse("2026-11-05T00:00:00Z")));
        assertThat(billing().issueDue(identities)).isEqualTo(1);
    }

    /** By the price, the slices and the free tier of then: what the bill would have been, less what it was. */
    @Test
    void lateRecordsAreCorrectedOnTheNextBillAndOnlyOnce() {
        insert(llama(IN_OCTOBER, 1_000_000, 500_500));
        issueOctober();
        assertThat(bill(OCTOBER).untaxed()).isEqualByComparingTo("0.46");
        assertThat(bill(NOVEMBER).lines()).isEmpty();

        rules = new BillingRules(EUR, 1_000_000, FreeTier.NONE, Duration.ofDays(3), null, List.of(), null);
        insert(llama(IN_OCTOBER.plusSeconds(1), 0, 500_000), llama(IN_NOVEMBER, 1, 0));

        Bill november = bill(NOVEMBER);
        assertThat(november.lines()).hasSize(2);
        assertThat(november.lines().getLast()).satisfies(line -> {
            BillLine.Correction late = (BillLine.Correction) line;
            assertThat(late.month()).isEqualTo(OCTOBER);
            assertThat(late.text()).startsWith("llama-3.3-70b-instruct output realtime price_");
            assertThat(late.quantity()).isEqualTo(500_000);
            assertThat(late.amount()).isEqualByComparingTo("0.45");
        });
        assertThat(bill(YearMonth.of(2026, 12)).lines()).as("not said twice").isEmpty();

        clock.advance(Duration.ofDays(30));
        assertThat(billing().issueDue(identities)).isEqualTo(1);
        assertThat(bill(NOVEMBER).lines()).hasSize(2);
        assertThat(bill(YearMonth.of(2026, 12)).lines()).as("corrected already").isEmpty();

        insert(llama(IN_OCTOBER.plusSeconds(2), 0, 1_000));
        assertThat(bill(YearMonth.of(2026, 12)).lines()).hasSize(1);
    }

    @Test
    void lateRecordsOfAnotherProjectAreCorrectedToTheCent() {
        insert(llama(IN_OCTOBER, 500_000, 0));
        issueOctober();
        BigDecimal before = bill(OCTOBER).untaxed();

        insert(calls.call(IN_OCTOBER, B, QWEN_IN, 1_000_000, QWEN_OUT, 0));

        BigDecimal corrected = before.add(bill(NOVEMBER).untaxed());
        assertThat(before).isEqualByComparingTo("0.00");
        assertThat(corrected)
                .as("qwen's million is priced at 0.60, llama's half at 0.90 is free")
                .isEqualByComparingTo("0.30");
    }

    @Test
    void aMonthThatWasNotBilledIsWhenItsRecordsArrive() {
        insert(llama(IN_OCTOBER, 2_000_000, 0));
        issueOctober();

        insert(llama(IN_SEPTEMBER, 5_000, 0));
        assertThat(billing().issueDue(identities)).isEqualTo(1);
        assertThat(bill(SEPTEMBER).issue()).isNotNull();
        assertThat(bill(SEPTEMBER).untaxed())
                .as("October gave all of the free tier away")
                .isEqualByComparingTo("0.01");
    }

    /** Each of the two months has tokens left over of its own bill; together they have no more than the tier. */
    @Test
    void aFreeTierThatIsGivenOnceIsNotGivenAgainToLateRecords() {
        insert(llama(IN_SEPTEMBER, 300_000, 0), llama(IN_OCTOBER, 500_000, 0));
        clock.advance(Duration.between(clock.now(), Instant.parse("2026-11-05T00:00:00Z")));
        assertThat(billing().issueDue(identities)).isEqualTo(2);

        insert(llama(IN_SEPTEMBER, 150_000, 0), llama(IN_OCTOBER, 150_000, 0));

        assertThat(bill(NOVEMBER).lines())
                .extracting(BillLine::amount)
                .as("200,000 of the 300,000 are free, 100,000 cost 0.90 a million")
                .hasSize(2)
                .satisfiesExactlyInAnyOrder(
                        amount -> assertThat(amount).isEqualByComparingTo("0.00"),
                        amount -> assertThat(amount).isEqualByComparingTo("0.09"));
    }

    @Test
    void withoutLateRecordsNothingIsCorrectedWhateverTheRulesWereInBetween() {
        insert(llama(IN_SEPTEMBER, 1_500_000, 0));
        clock.advance(Duration.between(clock.now(), Instant.parse("2026-10-30T00:00:00Z")));
        assertThat(billing().issueDue(identities)).isEqualTo(1);
        rules = new BillingRules(
                EUR,
                1_000,
                new FreeTier(FreeTier.Renewal.MONTHLY, 1_000_000, 60),
                Duration.ofDays(3),
                null,
                List.of(),
                null);
        insert(llama(IN_OCTOBER, 1_500_000, 0));
        issueOctober();

        assertThat(bill(NOVEMBER).lines()).isEmpty();
    }

    @Test
    void aCurrencyThatIsNoLongerUsedLeavesNoEmptyBill() {
        insert(llama(IN_OCTOBER, 2_000_000, 0));
        issueOctober();
        Currency dollar = Currency.getInstance("USD");
        Price price = Price.configured("d", UsageUnit.INPUT, Mode.REALTIME, BigDecimal.TEN, dollar);
        prices.adopt(List.of(price), IN_NOVEMBER);
        Meter meter = new Meter("d", UsageUnit.INPUT, Mode.REALTIME, price);
        insert(calls.call(IN_NOVEMBER, A, meter, 1_000_000, meter, 0));

        assertThat(bills(NOVEMBER)).extracting(Bill::currency).containsExactly(dollar);
    }

    /** The failing organization comes first; the other's bill is final all the same. */
    @Test
    void oneOrganizationsTroubleIsNotTheOthers() {
        OrganizationId broken = new OrganizationId(new UUID(0, 0));
        Identities both = new Identities(
                List.of(new Organization(broken, "Broken", ACME.createdAt()), ACME),
                identities.projectsOf(ACME.id()),
                List.of(),
                List.of());
        sources.add((organization, month) -> {
            if (organization.equals(broken)) {
                throw new IllegalStateException("no deployments to be had");
            }
            return List.of();
        });
        insert(llama(IN_OCTOBER, 2_000_000, 0));
        clock.advance(Duration.between(clock.now(), Instant.parse("2026-11-05T00:00:00Z")));

        assertThatThrownBy(() -> billing().issueDue(both)).hasMessage("no deployments to be had");
        assertThat(bill(OCTOBER).issue()).isNotNull();
    }
}
