package io.grammage.gateway.billing;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.identity.Identities;
import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.identity.Project;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.ledger.UsageStore;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bills: those that are final, and for all other months what the ledger gives at the moment. Blocking; thread-safe.
 */
public final class Billing {
    private final UsageStore usage;
    private final PriceStore prices;
    private final BillStore bills;
    private final List<ChargeSource> sources;
    private final Supplier<BillingRules> rules;
    private final Clock clock;

    /**
     * Bills out of a ledger.
     *
     * @param bills those that are final
     * @param sources what is owed besides calls
     * @param rules those in force
     */
    public Billing(
            UsageStore usage,
            PriceStore prices,
            BillStore bills,
            List<ChargeSource> sources,
            Supplier<BillingRules> rules,
            Clock clock) {
        this.usage = requireNonNull(usage, "usage");
        this.prices = requireNonNull(prices, "prices");
        this.bills = requireNonNull(bills, "bills");
        this.sources = List.copyOf(sources);
        this.rules = requireNonNull(rules, "rules");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * The bills of an organization for a month (UTC): one for each currency in which it was charged, in the order of their codes;
     * where there was nothing to charge, one without lines. Those that are final are as they were issued; corrections of them stand
     * on the bill of the month after the last that is final.
     *
     * @param identities the names to print
     */
    public List<Bill> bills(Organization organization, YearMonth month, Identities identities) {
        return new Maker(organization, month, identities).bills(month);
    }

    /** What the calls of an organization weighed in a month. */
    public ModelFootprints footprints(Organization organization, YearMonth month) {
        return ModelFootprints.read(usage, organization.id(), month);
    }

    /** All bills of an organization that have lines, from its first month to the current one. */
    public List<Bill> allBills(Organization organization, Identities identities) {
        return untilNow(organization, identities).stream()
                .filter(bill -> !bill.lines().isEmpty())
                .toList();
    }

    /** The bill of an organization that has the id, also one without lines, from its first month to the current one. */
    public Optional<Bill> find(Organization organization, UUID id, Identities identities) {
        return untilNow(organization, identities).stream()
                .filter(bill -> bill.id().equals(id))
                .findFirst();
    }

    private List<Bill> untilNow(Organization organization, Identities identities) {
        YearMonth last = BillMonth.at(clock.now());
        Maker maker = new Maker(organization, last, identities);
        YearMonth first = maker.firstToIssue();
        List<Bill> all = new ArrayList<>();
        for (YearMonth month = first == null ? last : first; !month.isAfter(last); month = month.plusMonths(1)) {
            all.addAll(maker.bills(month));
        }
        return all;
    }

    /**
     * Makes the bills final whose months have ended long enough ago. What fails for an organization is thrown after all others were
     * tried.
     *
     * @return how many
     */
    public int issueDue(Identities identities) {
        int issued = 0;
        List<RuntimeException> failures = new ArrayList<>();
        for (Organization organization : identities.organizations()) {
            try {
                issued += issueDue(organization, identities);
            } catch (RuntimeException e) {
                // One organization's trouble is not the others'.
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            RuntimeException first = failures.getFirst();
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
        return issued;
    }

    private int issueDue(Organization organization, Identities identities) {
        Instant now = clock.now();
        YearMonth last = BillMonth.at(now.minus(rules.get().closeAfter())).minusMonths(1);
        Maker maker = new Maker(organization, last, identities);
        YearMonth first = maker.firstToIssue();
        int issued = 0;
        for (YearMonth month = first; month != null && !month.isAfter(last); month = month.plusMonths(1)) {
            int before = issued;
            for (Bill bill : maker.bills(month)) {
                if (bill.issue() == null && !bill.lines().isEmpty() && bills.issue(bill, now)) {
                    issued++;
                }
            }
            if (issued > before) {
                // The next month has to see what was issued.
                maker = new Maker(organization, last, identities);
            }
        }
        return issued;
    }

    /** The state from which bills of an organization are made. */
    private final class Maker {
        private final Organization organization;
        private final BillingRules now = rules.get();
        private final Instant updatedAt = clock.now();
        private final List<Bill> issued;
        private final MonthlyConsumption consumption;
        private final Map<ProjectId, String> projectNames = new HashMap<>();

        Maker(Organization organization, YearMonth last, Identities identities) {
            this.organization = organization;
            OrganizationId id = organization.id();
            // Read before the ledger: what is issued meanwhile is then still seen as it was made.
            issued = bills.issued(id);
            consumption = MonthlyConsumption.read(usage, prices, id, last);
            for (Project project : identities.projectsOf(id)) {
                projectNames.put(project.id(), project.name());
            }
        }

        List<Bill> bills(YearMonth month) {
            SortedMap<Currency, List<Metered>> metered = consumption.of(month);
            SortedMap<Currency, List<ProjectCharge>> charges = charges(month);
            charges.keySet().forEach(currency -> metered.computeIfAbsent(currency, absent -> List.of()));
            for (Bill bill : issued) {
                boolean isOrFollows = !bill.month().isAfter(month)
                        && !bill.month().plusMonths(1).isBefore(month);
                if (isOrFollows) {
                    metered.computeIfAbsent(bill.currency(), absent -> List.of());
                }
            }
            if (metered.isEmpty()) {
                metered.put(now.currency(), List.of());
            }
            FreeAllowance left =
                    now.freeTier().leftAfter(consumption.countedBefore(month).plus(coveredAfter(month)));
            List<Bill> made = new ArrayList<>();
            for (Map.Entry<Currency, List<Metered>> each : metered.entrySet()) {
                Currency currency = each.getKey();
                Bill known = issued(month, currency);
                made.add(
                        known != null
                                ? known
                                : bill(
                                        month,
                                        currency,
                                        each.getValue(),
                                        left,
                                        charges.getOrDefault(currency, List.of())));
                left = left.minus(FreeAllowance.counted(each.getValue()));
            }
            // A currency that stands here for the sake of corrections that there are none of.
            if (made.stream().anyMatch(bill -> !bill.lines().isEmpty())) {
                made.removeIf(bill -> bill.lines().isEmpty());
            }
            return made;
        }

        /** What final bills of later months gave away of the free tier. */
        private FreeAllowance coveredAfter(YearMonth month) {
            return covered(
                    issued.stream().filter(bill -> bill.month().isAfter(month)).toList());
        }

        private static FreeAllowance covered(List<Bill> bills) {
            return bills.stream().map(Bill::covered).reduce(FreeAllowance.NOTHING, FreeAllowance::plus);
        }

        private Bill bill(
                YearMonth month,
                Currency currency,
                List<Metered> metered,
                FreeAllowance allowance,
                List<ProjectCharge> charges) {
            List<BillLine> lines = new ArrayList<>(new Biller(now, currency).lines(metered, allowance));
            for (ProjectCharge charge : charges) {
                lines.add(new BillLine.Amount(
                        charge.project(),
                        BillLine.Kind.CAPACITY,
                        charge.text(),
                        Cents.up(charge.amount().amount(), currency)));
            }
            List<BillLine> adjusted = new ArrayList<>(
                    new Adjuster(now.adjustments(), organization, projectNames, currency).adjusted(lines));
            adjusted.addAll(corrections(month, currency));
            return new Bill(organization, month, currency, null, now, allowance, projectNames, adjusted, updatedAt);
        }

        /** On the bill after the last one that is final, so that each is said once. */
        private List<BillLine> corrections(YearMonth month, Currency currency) {
            List<Bill> ofCurrency = issued.stream()
                    .filter(bill -> bill.currency().equals(currency))
                    .toList();
            if (ofCurrency.isEmpty()
                    || !ofCurrency.getLast().month().plusMonths(1).equals(month)) {
                return List.of();
            }
            List<BillLine> corrections = new ArrayList<>();
            FreeAllowance given = covered(issued);
            for (Bill bill : ofCurrency) {
                List<Metered> metered = consumption.of(bill.month(), currency);
                FreeAllowance others = given.minus(bill.covered());
                // Never less than it covers already: without late records there is nothing to correct.
                FreeAllowance allowance = bill.rules()
                        .freeTier()
                        .leftAfter(others)
                        .atLeast(bill.covered())
                        .atMost(bill.allowance());
                given = others.plus(allowance.atMost(FreeAllowance.counted(metered)));
                corrections.addAll(Corrections.of(bill, metered, allowance, ofCurrency));
            }
            return corrections;
        }

        private @Nullable Bill issued(YearMonth month, Currency currency) {
            return issued.stream()
                    .filter(bill ->
                            bill.month().equals(month) && bill.currency().equals(currency))
                    .findFirst()
                    .orElse(null);
        }

        private SortedMap<Currency, List<ProjectCharge>> charges(YearMonth month) {
            SortedMap<Currency, List<ProjectCharge>> charges =
                    new TreeMap<>(Comparator.comparing(Currency::getCurrencyCode));
            for (ChargeSource source : sources) {
                for (ProjectCharge charge : source.charges(organization.id(), month)) {
                    charges.computeIfAbsent(charge.amount().currency(), absent -> new ArrayList<>())
                            .add(charge);
                }
            }
            return charges;
        }

        /** The first month that may have to be issued: dedicated capacity is owed without a call. */
        @Nullable
        YearMonth firstToIssue() {
            YearMonth first = consumption.first();
            YearMonth created = BillMonth.at(organization.createdAt());
            return sources.isEmpty() || (first != null && first.isBefore(created)) ? first : created;
        }
    }
}
