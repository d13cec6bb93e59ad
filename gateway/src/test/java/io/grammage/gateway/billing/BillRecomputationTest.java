package io.grammage.gateway.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.identity.Identities;
import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.identity.Project;
import io.grammage.gateway.kernel.ChargeLine;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.PriceId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.ledger.LedgerScope;
import io.grammage.gateway.ledger.Period;
import io.grammage.gateway.ledger.RecordCursor;
import io.grammage.gateway.ledger.RecordFilter;
import io.grammage.gateway.ledger.RecordPage;
import io.grammage.gateway.ledger.RecordQuery;
import io.grammage.gateway.ledger.UsageRecord;
import io.grammage.gateway.store.sqlite.SqliteBillStore;
import io.grammage.gateway.store.sqlite.SqliteDatabase;
import io.grammage.gateway.store.sqlite.SqlitePriceStore;
import io.grammage.gateway.store.sqlite.SqliteUsageStore;
import io.grammage.gateway.testing.ManualClock;
import io.grammage.gateway.testing.SampleModels;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A year of calls of ten projects to twenty models: the bills that rollups give are those that the raw records give, added up and
 * rounded here by other means. With ten million records in the profile {@code slow}.
 */
class BillRecomputationTest {
    private static final int RECORDS = Integer.getInteger("grammage.billed.records", 20_000);
    private static final int BATCH = 4_000;
    private static final int SLICE = 1_000;
    private static final YearMonth FIRST = YearMonth.of(2025, 11);
    private static final YearMonth LAST = YearMonth.of(2026, 10);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final Instant CREATED = Instant.parse("2025-01-01T00:00:00Z");
    private static final Organization ACME = new Organization(new OrganizationId(new UUID(0, 1)), "Acme", CREATED);
    private static final List<Project> PROJECTS = IntStream.range(0, 10)
            .mapToObj(i -> new Project(new ProjectId(new UUID(2, i)), ACME.id(), "project-" + i, CREATED))
            .toList();
    private static final List<Meter> INPUTS = meters(UsageUnit.INPUT, 15);
    private static final List<Meter> OUTPUTS = meters(UsageUnit.OUTPUT, 60);

    @TempDir
    private Path directory;

    private static List<Meter> meters(UsageUnit unit, int cents) {
        return IntStream.range(0, 20)
                .mapToObj(i -> {
                    String model = "model-" + (char) ('a' + i);
                    BigDecimal price = BigDecimal.valueOf(cents + i, 2);
                    return new Meter(
                            model,
                            unit,
                            Mode.REALTIME,
                            Price.configured(model, unit, Mode.REALTIME, price, SampleModels.EUR));
                })
                .toList();
    }

    private static List<Price> prices() {
        List<Price> prices = new ArrayList<>();
        INPUTS.forEach(meter -> prices.add(price(meter)));
        OUTPUTS.forEach(meter -> prices.add(price(meter)));
        return prices;
    }

    private static Price price(Meter meter) {
        return Objects.requireNonNull(meter.price());
    }

    private static void fill(SqliteUsageStore store) {
        SplittableRandom random = new SplittableRandom(20_261_122);
        BilledCalls calls = new BilledCalls(ACME.id());
        Instant begin = BillMonth.start(FIRST);
        long seconds =
                Duration.between(begin, BillMonth.start(LAST.plusMonths(1))).toSeconds();
        List<UsageRecord> batch = new ArrayList<>();
        for (long i = 0; i < RECORDS; i++) {
            int model = random.nextInt(INPUTS.size());
            // About in the order of time, as a ledger grows.
            Instant startedAt = begin.plusSeconds(
                    Math.clamp(i * seconds / RECORDS + random.nextLong(-7_200, 7_200), 0, seconds - 1));
            batch.add(calls.call(
                    startedAt,
                    PROJECTS.get(random.nextInt(PROJECTS.size())).id(),
                    INPUTS.get(model),
                    random.nextLong(1, 4_000),
                    OUTPUTS.get(model),
                    random.nextLong(0, 1_000)));
            if (batch.size() == BATCH || i == RECORDS - 1) {
                assertThat(store.insert(batch)).isEqualTo(batch.size());
                batch.clear();
            }
        }
    }

    private record LineKey(YearMonth month, ProjectId project, PriceId price) {}

    /** What raw records consumed, read as the API reads them. */
    private static Map<LineKey, Long> recomputed(SqliteUsageStore store) {
        Map<LineKey, Long> sums = new HashMap<>();
        Period year = new Period(BillMonth.start(FIRST), BillMonth.start(LAST.plusMonths(1)));
        RecordCursor after = null;
        do {
            RecordPage page = store.records(
                    new RecordQuery(LedgerScope.of(ACME.id()), year, RecordFilter.ALL, RecordQuery.LIMIT_MAX, after));
            for (UsageRecord call : page.records()) {
                YearMonth month = BillMonth.at(call.start().startedAt());
                for (ChargeLine line : call.usage().charge().lines()) {
                    sums.merge(
                            new LineKey(month, call.start().project(), Objects.requireNonNull(line.price())),
                            line.quantity(),
                            Math::addExact);
                }
            }
            after = page.next();
        } while (after != null);
        return sums;
    }

    private static BigDecimal amount(long tokens, Price price) {
        BigDecimal slices = BigDecimal.valueOf(tokens).divide(BigDecimal.valueOf(SLICE), 0, RoundingMode.CEILING);
        return slices.multiply(BigDecimal.valueOf(SLICE))
                .multiply(price.unitPrice())
                .divide(MILLION)
                .setScale(2, RoundingMode.CEILING);
    }

    @Test
    void rawRecordsGiveTheSameCents() {
        try (SqliteDatabase database = SqliteDatabase.open(directory)) {
            SqliteUsageStore store = new SqliteUsageStore(database);
            SqlitePriceStore prices = new SqlitePriceStore(database);
            prices.adopt(prices(), CREATED);
            long began = System.nanoTime();
            fill(store);
            long filled = System.nanoTime();
            Map<LineKey, Long> expected = recomputed(store);
            long read = System.nanoTime();
            Billing billing = new Billing(
                    store,
                    prices,
                    new SqliteBillStore(database),
                    List.of(),
                    () -> new BillingRules(
                            SampleModels.EUR, SLICE, FreeTier.NONE, Duration.ofDays(3), null, List.of(), null),
                    new ManualClock(BillMonth.start(LAST.plusMonths(1))));

            Identities identities = new Identities(List.of(ACME), PROJECTS, List.of(), List.of());
            int lines = 0;
            for (YearMonth month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
                Bill bill = billing.bills(ACME, month, identities).getFirst();
                BigDecimal sum = BigDecimal.ZERO;
                for (BillLine line : bill.lines()) {
                    BillLine.Usage usage = (BillLine.Usage) line;
                    Price price = price(usage.meter());
                    long tokens = Objects.requireNonNullElse(
                            expected.remove(new LineKey(month, usage.project(), price.id())), 0L);
                    assertThat(usage.consumed()).as("%s %s", month, usage).isEqualTo(tokens);
                    assertThat(usage.amount()).isEqualByComparingTo(amount(tokens, price));
                    sum = sum.add(usage.amount());
                    lines++;
                }
                assertThat(bill.untaxed()).isEqualByComparingTo(sum);
            }
            assertThat(expected).as("consumption that is on no bill").isEmpty();
            System.out.printf(
                    Locale.ROOT,
                    "%,d records, %d lines: made and drained in %.1f s, added up again in %.1f s%n",
                    RECORDS,
                    lines,
                    (filled - began) / 1e9,
                    (read - filled) / 1e9);
        }
    }
}
