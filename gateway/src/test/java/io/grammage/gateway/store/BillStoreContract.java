package io.grammage.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.billing.Adjustment;
import io.grammage.gateway.billing.Bill;
import io.grammage.gateway.billing.BillLine;
import io.grammage.gateway.billing.BillStore;
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
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of final bills must do. */
public abstract class BillStoreContract {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Instant NOW = Instant.parse("2026-11-04T00:00:00.000001Z");
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final ProjectId PROJECT = new ProjectId(new UUID(1, 2));

    private final Organization acme = new Organization(new OrganizationId(new UUID(1, 1)), "Größe & Söhne", NOW);

    /** The store under test, empty when a test starts. */
    protected abstract BillStore store();

    /** Another process' view of the same data. */
    protected abstract BillStore otherProcess();

    private Bill bill(YearMonth month, String currency) {
        Currency of = Currency.getInstance(currency);
        Price price = Price.configured("größe/価格", UsageUnit.OUTPUT, Mode.BATCH, new BigDecimal("0.000001"), of);
        return new Bill(
                acme,
                month,
                of,
                null,
                new BillingRules(
                        EUR,
                        1_000,
                        new FreeTier(FreeTier.Renewal.MONTHLY, 12, 34),
                        Duration.ofHours(1),
                        new Tax("TVA", new BigDecimal("5.5")),
                        List.of(
                                new Adjustment("Acme", null, new BigDecimal("-2.5"), "Partner"),
                                new Adjustment("Acme", "p", new BigDecimal("7"), "Support")),
                        new Issuer("Œuvre & Fils", List.of("1, rue 価", "TVA FR00"))),
                new FreeAllowance(7, 8),
                Map.of(PROJECT, "prøject"),
                List.of(
                        new BillLine.Usage(
                                PROJECT,
                                new Meter("größe/価格", UsageUnit.OUTPUT, Mode.BATCH, price),
                                9_007_199_254_740_993L,
                                1,
                                9_007_199_254_741_000L,
                                1_000,
                                new BigDecimal("9007.20")),
                        new BillLine.Usage(
                                PROJECT,
                                new Meter("m", UsageUnit.IMAGE, Mode.REALTIME, null),
                                1,
                                0,
                                1,
                                1,
                                new BigDecimal("0.00")),
                        new BillLine.Amount(PROJECT, BillLine.Kind.FREE_TIER, "t", new BigDecimal("-0.10")),
                        new BillLine.Correction(PROJECT, OCTOBER, "m output", -5, new BigDecimal("0.30"))),
                NOW);
    }

    @Test
    void nothingIsFinalAtFirst() {
        assertThat(store().issued(acme.id())).isEmpty();
    }

    @Test
    void aBillComesBackAsItWas() {
        Bill bill = bill(OCTOBER, "EUR");

        assertThat(store().issue(bill, NOW)).isTrue();

        assertThat(otherProcess().issued(acme.id())).containsExactly(issued(bill, new Issue(1, NOW)));
    }

    @Test
    void aMonthIsIssuedOnceForACurrency() {
        store().issue(bill(OCTOBER, "EUR"), NOW);

        assertThat(otherProcess().issue(bill(OCTOBER, "EUR"), NOW.plusSeconds(1)))
                .isFalse();
        assertThat(store().issue(bill(OCTOBER, "CHF"), NOW)).isTrue();

        assertThat(store().issued(acme.id()))
                .extracting(bill -> bill.currency().getCurrencyCode())
                .containsExactly("CHF", "EUR");
    }

    @Test
    void billsComeByMonthAndBelongToOneOrganization() {
        store().issue(bill(OCTOBER, "EUR"), NOW);
        store().issue(bill(OCTOBER.minusMonths(1), "EUR"), NOW);

        assertThat(store().issued(acme.id())).extracting(Bill::month).containsExactly(OCTOBER.minusMonths(1), OCTOBER);
        assertThat(store().issued(new OrganizationId(new UUID(9, 9)))).isEmpty();
    }

    private static Bill issued(Bill bill, Issue issue) {
        return new Bill(
                bill.organization(),
                bill.month(),
                bill.currency(),
                issue,
                bill.rules(),
                bill.allowance(),
                bill.projectNames(),
                bill.lines(),
                bill.updatedAt());
    }
}
