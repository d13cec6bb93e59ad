package io.grammage.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.Charge;
import io.grammage.gateway.kernel.ChargeLine;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.PriceId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.kernel.UserId;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.Footprint;
import io.grammage.gateway.ledger.Grain;
import io.grammage.gateway.ledger.LedgerScope;
import io.grammage.gateway.ledger.Outcome;
import io.grammage.gateway.ledger.Period;
import io.grammage.gateway.ledger.RecordCursor;
import io.grammage.gateway.ledger.RecordFilter;
import io.grammage.gateway.ledger.RecordPage;
import io.grammage.gateway.ledger.RecordQuery;
import io.grammage.gateway.ledger.RollupFilter;
import io.grammage.gateway.ledger.RollupQuery;
import io.grammage.gateway.ledger.SpendQuery;
import io.grammage.gateway.ledger.SpendRollup;
import io.grammage.gateway.ledger.SpendScope;
import io.grammage.gateway.ledger.Usage;
import io.grammage.gateway.ledger.UsageRecord;
import io.grammage.gateway.ledger.UsageRollup;
import io.grammage.gateway.ledger.UsageStore;
import io.grammage.gateway.ledger.VerifyDifference;
import io.grammage.gateway.ledger.VerifyReport;
import io.grammage.gateway.ledger.testing.UsageRecords;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every store of the ledger must do. */
public abstract class UsageStoreContract {
    /** Whole months around all that {@link UsageRecords} gives. */
    private static final Period ALWAYS =
            new Period(Instant.parse("2026-08-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));

    /** The store under test, empty when a test starts. */
    protected abstract UsageStore store();

    /** Another process' view of the same data. */
    protected abstract UsageStore otherProcess();

    /** Runs a statement behind the store's back. */
    protected abstract void execute(String sql);

    @Test
    void recordsComeBackAsTheyWentIn() {
        List<UsageRecord> records = new UsageRecords(1).list(800);

        assertThat(store().insert(records)).isEqualTo(800);

        for (OrganizationId organization : organizations(records)) {
            List<UsageRecord> expected =
                    of(records, call -> call.start().organization().equals(organization));
            assertThat(allPages(query(LedgerScope.of(organization), RecordFilter.ALL, 137)))
                    .containsExactlyElementsOf(newestFirst(expected));
        }
    }

    @Test
    void sumsWhatAnIndependentCountSums() {
        for (long seed = 10; seed < 13; seed++) {
            List<UsageRecord> records = new UsageRecords(seed).list(250);
            store().insert(records.subList(0, 100));
            store().insert(records.subList(50, 250));
        }
        List<UsageRecord> all = new ArrayList<>();
        for (long seed = 10; seed < 13; seed++) {
            all.addAll(new UsageRecords(seed).list(250));
        }

        judge(all);
    }

    @Test
    void insertingAgainChangesNothing() {
        List<UsageRecord> records = new UsageRecords(2).list(300);
        store().insert(records);

        assertThat(store().insert(records)).isZero();
        assertThat(store().insert(records.subList(100, 200))).isZero();

        judge(records);
    }

    @Test
    void overlappingAndShuffledBatchesGiveTheSameSums() {
        List<UsageRecord> records = new ArrayList<>(new UsageRecords(3).list(400));
        Random random = new Random(3);
        Set<UsageRecord> inserted = new HashSet<>();
        int added = 0;
        for (int i = 0; i < 12; i++) {
            Collections.shuffle(records, random);
            List<UsageRecord> batch = records.subList(0, 1 + random.nextInt(120));
            inserted.addAll(batch);
            added += store().insert(batch);
        }

        assertThat(added).isEqualTo(inserted.size());
        judge(List.copyOf(inserted));
    }

    @Test
    void aRecordTwiceInOneBatchCountsOnce() {
        UsageRecord call = new UsageRecords(4).next();

        assertThat(store().insert(List.of(call, call))).isOne();

        judge(List.of(call));
    }

    @Test
    void anEmptyBatchIsNothing() {
        assertThat(store().insert(List.of())).isZero();
        assertThat(store().verify()).isEqualTo(new VerifyReport(0, 0, 0, List.of()));
    }

    @Test
    void amountsAddUpToTheLastDecimal() {
        List<UsageRecord> calls = new ArrayList<>();
        UsageRecord template = new UsageRecords(5).typical();
        UsageRecords ids = new UsageRecords(6);
        BigDecimal almostOne = new BigDecimal("0.999999999999");
        for (int i = 0; i < 50; i++) {
            calls.add(priced(
                    template, ids.typical(), 7, i % 3 == 0 ? new BigDecimal("12345678.000000000001") : almostOne));
        }
        for (int i = 0; i < calls.size(); i += 4) {
            store().insert(calls.subList(i, Math.min(i + 4, calls.size())));
        }

        BigDecimal sum = calls.stream()
                .map(call -> call.usage().charge().total().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        UsageRollup month = store().usage(RollupQuery.of(scopeOf(template), Grain.MONTH, ALWAYS))
                .getFirst();
        assertThat(month.charge()).isEqualByComparingTo(sum).isEqualByComparingTo("209876558.999999999984");
        assertThat(month.quantity()).isEqualTo(350);
        judge(calls);
    }

    @Test
    void aSumThatCannotBeHeldIsRefusedAndNothingIsAdded() {
        UsageRecord template = new UsageRecords(7).typical();
        UsageRecords ids = new UsageRecords(8);
        UsageRecord first = priced(template, ids.typical(), Long.MAX_VALUE - 10, BigDecimal.ONE);
        UsageRecord second = priced(template, ids.typical(), 11, BigDecimal.ONE);

        assertThatThrownBy(() -> store().insert(List.of(first, second)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9223372036854775807");
        assertThat(store().insert(List.of(first))).isOne();
        assertThatThrownBy(() -> store().insert(List.of(second)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9223372036854775807");

        judge(List.of(first));
    }

    @Test
    void anAmountWithTooManyDecimalsIsRefusedAndNothingIsAdded() {
        UsageRecord template = new UsageRecords(7).typical();
        UsageRecord good = new UsageRecords(8).typical();
        UsageRecord bad = priced(template, new UsageRecords(9).typical(), 1, new BigDecimal("0.0000000000001"));

        assertThatThrownBy(() -> store().insert(List.of(good, bad))).isInstanceOf(IllegalArgumentException.class);

        assertThat(store().verify().records()).isZero();
    }

    @Test
    void pagesHoldEachRecordOnceWhileOthersAreInserted() {
        OrganizationId organization = new UsageRecords(20).next().start().organization();
        List<UsageRecord> before = new UsageRecords(20).list(400);
        UsageRecords more = new UsageRecords(21);
        store().insert(before);

        List<UsageRecord> seen = new ArrayList<>();
        RecordQuery query = query(LedgerScope.of(organization), RecordFilter.ALL, 10);
        for (RecordPage page = store().records(query); ; page = store().records(query)) {
            seen.addAll(page.records());
            if (page.next() == null) {
                break;
            }
            store().insert(more.list(10));
            // What a client holds of a cursor is its text.
            query = next(
                    query,
                    RecordCursor.parse(Objects.requireNonNull(page.next()).toString()));
        }

        assertThat(seen).doesNotHaveDuplicates().isSortedAccordingTo(UsageRecord.BY_KEY.reversed());
        assertThat(seen)
                .containsAll(of(before, call -> call.start().organization().equals(organization)));
    }

    @Test
    void aPageThatIsJustFullIsTheLast() {
        List<UsageRecord> calls = new UsageRecords(22).list(50);
        OrganizationId organization = calls.getFirst().start().organization();
        int count = of(calls, call -> call.start().organization().equals(organization))
                .size();
        store().insert(calls);

        assertThat(store().records(query(LedgerScope.of(organization), RecordFilter.ALL, count))
                        .next())
                .isNull();
        assertThat(store().records(query(LedgerScope.of(organization), RecordFilter.ALL, count - 1))
                        .next())
                .isNotNull();
    }

    @Test
    void filtersKeepWhatTheySay() {
        List<UsageRecord> calls = new UsageRecords(23).list(400);
        store().insert(calls);
        UsageRecord sample = of(calls, call -> call.start().user() != null).getFirst();
        ApiKeyId key = sample.start().key();
        UserId user = sample.start().user();
        String model = sample.start().model();
        String another = of(calls, call -> !call.start().model().equals(model))
                .getFirst()
                .start()
                .model();

        expectRecords(
                calls,
                sample,
                new RecordFilter(key, null, List.of(), null, null),
                call -> call.start().key().equals(key));
        expectRecords(
                calls,
                sample,
                new RecordFilter(null, user, List.of(), null, null),
                call -> Objects.equals(call.start().user(), user));
        expectRecords(
                calls,
                sample,
                new RecordFilter(null, null, List.of(model, another), null, null),
                call -> Set.of(model, another).contains(call.start().model()));
        expectRecords(
                calls,
                sample,
                new RecordFilter(null, null, List.of(), Endpoint.EMBEDDINGS, null),
                call -> call.start().endpoint() == Endpoint.EMBEDDINGS);
        expectRecords(
                calls,
                sample,
                new RecordFilter(null, null, List.of(), null, Outcome.CLIENT_GONE),
                call -> call.ending().outcome() == Outcome.CLIENT_GONE);
    }

    @Test
    void aPeriodHoldsItsFirstMomentAndNotItsLast() {
        List<UsageRecord> calls = new ArrayList<>(new UsageRecords(24).list(60));
        OrganizationId organization = calls.getFirst().start().organization();
        store().insert(calls);
        List<UsageRecord> own =
                newestFirst(of(calls, call -> call.start().organization().equals(organization)));
        Period period = new Period(own.get(9).startedAt(), own.get(2).startedAt());

        RecordQuery query = new RecordQuery(LedgerScope.of(organization), period, RecordFilter.ALL, 1_000, null);

        assertThat(store().records(query).records()).containsExactlyElementsOf(own.subList(3, 10));
    }

    @Test
    void noQueryReadsBeyondItsScope() {
        List<UsageRecord> calls = new UsageRecords(25).list(500);
        store().insert(calls);
        for (UsageRecord sample : calls.subList(0, 12)) {
            OrganizationId organization = sample.start().organization();
            ProjectId project = sample.start().project();
            LedgerScope scope = LedgerScope.of(organization, project);

            assertThat(allPages(query(scope, RecordFilter.ALL, 500)))
                    .hasSize(of(calls, call -> call.start().project().equals(project))
                            .size())
                    .allMatch(call -> call.start().project().equals(project));
            for (Grain grain : Grain.values()) {
                assertThat(store().usage(RollupQuery.of(scope, grain, ALWAYS)))
                        .isNotEmpty()
                        .allMatch(row -> row.key().group().project().equals(project));
                assertThat(store().calls(RollupQuery.of(scope, grain, ALWAYS)))
                        .isNotEmpty()
                        .allMatch(row -> row.key().group().project().equals(project));
            }
            expectNothing(LedgerScope.of(new OrganizationId(sample.start().key().value()), project), sample);
            expectNothing(LedgerScope.of(new OrganizationId(sample.start().key().value())), sample);
        }
    }

    @Test
    void totalsOfAKeyAreSummedFromHours() {
        List<UsageRecord> calls = new UsageRecords(26).list(500);
        store().insert(calls);
        UsageRecord sample = calls.getFirst();
        ApiKeyId key = sample.start().key();
        String model = sample.start().model();
        RollupFilter filter = new RollupFilter(key, List.of(model), null);
        OrganizationId organization = sample.start().organization();
        RollupOracle oracle = new RollupOracle(of(
                calls,
                call -> call.start().key().equals(key) && call.start().model().equals(model)));

        for (Grain grain : Grain.values()) {
            RollupQuery query =
                    new RollupQuery(LedgerScope.of(organization), grain, ALWAYS, filter, RollupQuery.Detail.TOTALS);
            oracle.judgeUsage(organization, grain, false, store().usage(query));
            oracle.judgeCalls(organization, grain, false, store().calls(query));
        }
    }

    @Test
    void periodsThatCutADayAreSummedFromHours() {
        List<UsageRecord> calls = new UsageRecords(27).list(600);
        store().insert(calls);
        OrganizationId organization = calls.getFirst().start().organization();
        Period period = new Period(Instant.parse("2026-09-11T07:12:00Z"), Instant.parse("2026-11-03T20:59:00Z"));
        Period hours = new Period(Instant.parse("2026-09-11T07:00:00Z"), Instant.parse("2026-11-03T21:00:00Z"));
        RollupOracle oracle = new RollupOracle(of(
                calls,
                call -> !call.startedAt().isBefore(hours.from())
                        && call.startedAt().isBefore(hours.to())));

        for (Grain grain : Grain.values()) {
            RollupQuery query = RollupQuery.of(LedgerScope.of(organization), grain, period);
            oracle.judgeUsage(organization, grain, false, store().usage(query));
            oracle.judgeCalls(organization, grain, false, store().calls(query));
        }
    }

    @Test
    void rollupsAreFilteredByEndpoint() {
        List<UsageRecord> calls = new UsageRecords(28).list(300);
        store().insert(calls);
        OrganizationId organization = calls.getFirst().start().organization();
        RollupQuery query = new RollupQuery(
                LedgerScope.of(organization),
                Grain.DAY,
                ALWAYS,
                new RollupFilter(null, List.of(), Endpoint.EMBEDDINGS),
                RollupQuery.Detail.TOTALS);

        new RollupOracle(of(calls, call -> call.start().endpoint() == Endpoint.EMBEDDINGS))
                .judgeUsage(organization, Grain.DAY, false, store().usage(query));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "usage_rollup | quantity    | UPDATE usage_rollup SET quantity = quantity + 1 WHERE grain = 'h'",
                "usage_rollup | charge      | UPDATE usage_rollup SET charge_units = charge_units + 1 WHERE grain = 'd'",
                "usage_rollup | charge      | UPDATE usage_rollup SET charge_pico = (charge_pico + 1) % 1000000000000"
                        + " WHERE grain = 'm'",
                "usage_rollup | row         | DELETE FROM usage_rollup WHERE grain = 'm'",
                "usage_rollup | row         | UPDATE usage_rollup SET period = period + 86400 WHERE grain = 'd'"
                        + " AND period = (SELECT max(period) FROM usage_rollup WHERE grain = 'd')",
                "usage_rollup | row         | UPDATE usage_rollup SET period = 7200 WHERE grain = 'h'"
                        + " AND period = (SELECT max(period) FROM usage_rollup WHERE grain = 'h')",
                "call_rollup  | calls       | UPDATE call_rollup SET calls = calls - 1 WHERE grain = 'd'",
                "call_rollup  | latency_3   | UPDATE call_rollup SET latency_3 = latency_3 + 1 WHERE grain = 'h'",
                "call_rollup  | energy_max  | UPDATE call_rollup SET energy_max = energy_max * 1.00000001"
                        + " WHERE grain = 'm'",
                "call_rollup  | wcf_min     | UPDATE call_rollup SET wcf_min = 0 WHERE grain = 'd' AND wcf_min IS NULL",
                "call_rollup  | row         | DELETE FROM call_rollup WHERE grain = 'h'",
                "spend_rollup | tokens      | UPDATE spend_rollup SET tokens = tokens + 1 WHERE scope = 'tag'",
                "spend_rollup | charge      | UPDATE spend_rollup SET charge_units = charge_units + 1",
                "spend_rollup | gwp_max     | UPDATE spend_rollup SET gwp_max = gwp_max + 1 WHERE scope = 'user'",
                "spend_rollup | row         | DELETE FROM spend_rollup WHERE scope = 'key'"
            })
    void verifyFindsWhatWasTamperedWith(String family, String column, String tampering) {
        store().insert(new UsageRecords(29).list(60));
        assertThat(store().verify().isClean()).isTrue();

        execute(tampering);

        VerifyReport report = store().verify();
        assertThat(report.isClean()).isFalse();
        assertThat(report.records()).isEqualTo(60);
        assertThat(report.differences())
                .isNotEmpty()
                .allMatch(difference -> difference.family().equals(family))
                .allMatch(difference -> difference.column().equals(column))
                .noneMatch(difference -> difference.stored().equals(difference.recomputed()));
        assertThat(report.differenceCount()).isEqualTo(report.differences().size());
    }

    @Test
    void verifyNamesTheRowAndBothFigures() {
        UsageRecord template = new UsageRecords(30).typical();
        UsageRecord call = priced(template, template, 41, new BigDecimal("0.5"));
        store().insert(List.of(call));

        execute("UPDATE usage_rollup SET quantity = 42 WHERE grain = 'm'");

        VerifyDifference difference = store().verify().differences().getFirst();
        assertThat(difference.key())
                .contains(
                        call.start().organization().toString(),
                        "grain=MONTH",
                        call.start().model());
        assertThat(difference.stored()).isEqualTo("42");
        assertThat(difference.recomputed()).isEqualTo("41");
    }

    @Test
    void verifyFindsRecordsThatAreNotInTheRollups() {
        store().insert(new UsageRecords(31).list(50));

        execute("DELETE FROM usage_record WHERE input_tokens > 0");

        assertThat(store().verify().differences())
                .extracting(VerifyDifference::family)
                .contains("usage_rollup", "call_rollup", "spend_rollup");
    }

    /** Long spans are read from rows of months and days, with hours at their ends. */
    @Test
    void anySpanOfHoursIsReadExactly() {
        List<UsageRecord> records = new UsageRecords(34).list(400);
        insertInSteps(store(), records, 100);
        SplittableRandom random = new SplittableRandom(34);
        for (int i = 0; i < 60; i++) {
            Instant one = someHour(records, random);
            Instant other = someHour(records, random);
            if (one.equals(other)) {
                continue;
            }
            Period span = one.isBefore(other) ? new Period(one, other) : new Period(other, one);
            RollupOracle oracle = new RollupOracle(of(
                    records,
                    call -> !call.start().startedAt().isBefore(span.from())
                            && call.start().startedAt().isBefore(span.to())));
            for (OrganizationId organization : organizations(records)) {
                for (Grain grain : Grain.values()) {
                    RollupQuery query = RollupQuery.of(LedgerScope.of(organization), grain, span);
                    List<UsageRollup> usage = store().usage(query);
                    oracle.judgeUsage(organization, grain, false, usage);
                    oracle.judgeCalls(organization, grain, false, store().calls(query));
                    RollupQuery detailed = new RollupQuery(
                            query.scope(), grain, span, RollupFilter.ALL, RollupQuery.Detail.KEYS_AND_PROVIDERS);
                    oracle.judgeUsage(organization, grain, true, store().usage(detailed));
                    expectTheSameByProject(query, usage);
                }
            }
        }
    }

    private void expectTheSameByProject(RollupQuery query, List<UsageRollup> all) {
        OrganizationId organization = query.scope().organization();
        List<UsageRollup> byProject = new ArrayList<>();
        all.stream()
                .map(row -> row.key().group().project())
                .distinct()
                .forEach(project -> byProject.addAll(store().usage(
                                RollupQuery.of(LedgerScope.of(organization, project), query.grain(), query.period()))));
        assertThat(byProject).containsExactlyInAnyOrderElementsOf(all);
    }

    private static Instant someHour(List<UsageRecord> records, SplittableRandom random) {
        return Grain.HOUR.startOf(
                records.get(random.nextInt(records.size())).start().startedAt());
    }

    @Test
    void verifySeesOneStateWhileRecordsAreInserted() {
        UsageRecords records = new UsageRecords(32);
        CompletableFuture<Void> inserting = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 20; i++) {
                store().insert(records.list(15));
            }
        });
        List<VerifyReport> reports = new ArrayList<>();
        while (!inserting.isDone()) {
            reports.add(store().verify());
        }
        inserting.join();
        reports.add(store().verify());

        assertThat(reports).allMatch(VerifyReport::isClean);
        assertThat(reports.getLast().records()).isEqualTo(300);
        assertThat(reports).anyMatch(report -> report.records() < 300);
    }

    @Test
    void twoProcessesWriteTheSameRecords() {
        List<UsageRecord> records = new UsageRecords(33).list(600);
        CompletableFuture<Integer> other =
                CompletableFuture.supplyAsync(() -> insertInSteps(otherProcess(), records, 37));
        int here = insertInSteps(store(), records, 41);

        assertThat(here + other.join()).isEqualTo(600);
        judge(records);
    }

    private static int insertInSteps(UsageStore store, List<UsageRecord> records, int step) {
        int added = 0;
        for (int i = 0; i < records.size(); i += step) {
            added += store.insert(records.subList(i, Math.min(i + step, records.size())));
        }
        return added;
    }

    /** Reads all rollups as they are stored and compares them with an independent count; then lets the store verify. */
    private void judge(List<UsageRecord> records) {
        RollupOracle oracle = new RollupOracle(records);
        for (OrganizationId organization : organizations(records)) {
            LedgerScope scope = LedgerScope.of(organization);
            RollupQuery hours =
                    new RollupQuery(scope, Grain.HOUR, ALWAYS, RollupFilter.ALL, RollupQuery.Detail.KEYS_AND_PROVIDERS);
            oracle.judgeUsage(organization, Grain.HOUR, true, store().usage(hours));
            oracle.judgeCalls(organization, Grain.HOUR, true, store().calls(hours));
            for (Grain grain : List.of(Grain.DAY, Grain.MONTH)) {
                RollupQuery totals = RollupQuery.of(scope, grain, ALWAYS);
                assertThat(totals.isStored()).isTrue();
                oracle.judgeUsage(organization, grain, false, store().usage(totals));
                oracle.judgeCalls(organization, grain, false, store().calls(totals));
            }
            for (Grain grain : Grain.values()) {
                oracle.judgeSpend(organization, grain, spend(organization, grain));
            }
        }
        VerifyReport report = store().verify();
        assertThat(report.differences()).isEmpty();
        assertThat(report.records()).isEqualTo(records.size());
    }

    private void expectRecords(
            List<UsageRecord> calls, UsageRecord sample, RecordFilter filter, Predicate<UsageRecord> kept) {
        OrganizationId organization = sample.start().organization();
        List<UsageRecord> expected = newestFirst(
                of(calls, kept.and(call -> call.start().organization().equals(organization))));
        assertThat(expected).isNotEmpty();
        assertThat(allPages(query(LedgerScope.of(organization), filter, 1_000))).containsExactlyElementsOf(expected);
    }

    private void expectNothing(LedgerScope scope, UsageRecord sample) {
        RecordFilter filter = new RecordFilter(
                sample.start().key(), null, List.of(sample.start().model()), null, null);
        RollupFilter rollupFilter =
                new RollupFilter(sample.start().key(), List.of(sample.start().model()), null);
        assertThat(store().records(query(scope, RecordFilter.ALL, 10)).records())
                .isEmpty();
        assertThat(store().records(query(scope, filter, 10)).records()).isEmpty();
        for (Grain grain : Grain.values()) {
            RollupQuery query =
                    new RollupQuery(scope, grain, ALWAYS, rollupFilter, RollupQuery.Detail.KEYS_AND_PROVIDERS);
            assertThat(store().usage(query)).isEmpty();
            assertThat(store().calls(query)).isEmpty();
            assertThat(store().usage(RollupQuery.of(scope, grain, ALWAYS))).isEmpty();
            assertThat(store().calls(RollupQuery.of(scope, grain, ALWAYS))).isEmpty();
        }
        assertThat(spend(scope.organization(), Grain.HOUR)).isEmpty();
    }

    private List<SpendRollup> spend(OrganizationId organization, Grain grain) {
        List<SpendRollup> rows = new ArrayList<>();
        for (SpendScope scope : SpendScope.values()) {
            store().spend(new SpendQuery(organization, scope, grain, ALWAYS), row -> {
                assertThat(row.key().scope()).isEqualTo(scope);
                rows.add(row);
            });
        }
        return rows;
    }

    private List<UsageRecord> allPages(RecordQuery first) {
        List<UsageRecord> all = new ArrayList<>();
        RecordPage page = store().records(first);
        all.addAll(page.records());
        while (page.next() != null) {
            page = store().records(next(first, page.next()));
            all.addAll(page.records());
        }
        return all;
    }

    private static RecordQuery query(LedgerScope scope, RecordFilter filter, int limit) {
        return new RecordQuery(scope, ALWAYS, filter, limit, null);
    }

    private static RecordQuery next(RecordQuery query, @Nullable RecordCursor after) {
        return new RecordQuery(query.scope(), query.period(), query.filter(), query.limit(), after);
    }

    private static List<UsageRecord> newestFirst(List<UsageRecord> records) {
        // By the text of the id: its order is that of the bytes, and owes nothing to the code under test.
        return records.stream()
                .sorted(Comparator.comparing(UsageRecord::startedAt)
                        .thenComparing(call -> call.id().toString())
                        .reversed())
                .toList();
    }

    private static List<UsageRecord> of(List<UsageRecord> records, Predicate<UsageRecord> which) {
        return records.stream().filter(which).toList();
    }

    private static Set<OrganizationId> organizations(List<UsageRecord> records) {
        return records.stream().map(call -> call.start().organization()).collect(Collectors.toSet());
    }

    private static LedgerScope scopeOf(UsageRecord call) {
        return LedgerScope.of(call.start().organization());
    }

    /** One priced unit; times and ids of another call, so that many of them fall into one row. */
    private static UsageRecord priced(UsageRecord template, UsageRecord identity, long quantity, BigDecimal amount) {
        Charge charge = new Charge(
                UsageRecords.EUR, List.of(new ChargeLine(UsageUnit.INPUT, quantity, new PriceId(77), amount)));
        Usage usage = new Usage(
                Consumption.reported(TokenCounts.of(quantity, 0)),
                charge,
                new Footprint.NotEstimated(Footprint.Reason.NO_OUTPUT));
        var start = template.start();
        var moved = UsageRecords.startLike(start, identity.id(), start.organization(), start.project(), start.tags());
        return new UsageRecord(moved, template.served(), template.ending(), usage, List.of());
    }
}
