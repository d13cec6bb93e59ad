package io.grammage.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.footprint.Impacts;
import io.grammage.footprint.Zone;
import io.grammage.gateway.catalog.Catalog;
import io.grammage.gateway.catalog.ModelType;
import io.grammage.gateway.kernel.ChargeLine;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.ledger.testing.UsageRecords;
import io.grammage.gateway.testing.SampleModels;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LedgerRecoveryTest {
    private static final JournalSettings SETTINGS =
            new JournalSettings(Durability.BEFORE_RESPONSE, 256 << 10, 64L * (256 << 10));
    private static final Price INPUT =
            Price.configured("mistral", UsageUnit.INPUT, Mode.REALTIME, new BigDecimal("0.15"), UsageRecords.EUR);
    private static final Price OUTPUT =
            Price.configured("mistral", UsageUnit.OUTPUT, Mode.REALTIME, new BigDecimal("0.35"), UsageRecords.EUR);
    private static final Served SERVED = new Served("mistral-1", "upstream-model", Zone.WORLD, null, null);
    private static final Catalog CATALOG =
            new Catalog(UsageRecords.EUR, List.of(SampleModels.model("mistral", ModelType.TEXT_GENERATION)));
    /** A kilowatt-hour for each token of output, whatever the latency; says so when a latency is claimed to be known. */
    private static final UsageDerivation DERIVATION = new UsageDerivation(
            (model, mode, consumption) -> {
                throw new IllegalStateException("the slot's prices count, not the catalog's");
            },
            (model, provider, consumption, latency) -> {
                assertThat(latency).isZero();
                double[] figures = new double[Impacts.FIGURES];
                Arrays.fill(figures, (double) consumption.tokens().output());
                return new Footprint.Estimated("test", Impacts.ofFigures(figures));
            },
            UsageRecords.EUR);

    private final MemoryFiles files = new MemoryFiles();
    private final UsageRecords records = new UsageRecords(21);
    private final CallStart start = records.typical().start();

    @Test
    void recordsACallWithTheUsageThatTheProviderHadReported() throws Exception {
        OpenCall call = OpenCalls.open(files, 4).open(start);
        call.routed(start.model(), SERVED, List.of(INPUT, OUTPUT));
        call.progress(500, 12, 100);
        call.usage(new TokenCounts(10, 2, 0, 0, 40, 5));

        UsageRecord record = recovered().getFirst();
        assertThat(record.id()).isEqualTo(start.id());
        assertThat(record.startedAt()).isEqualTo(start.startedAt());
        assertThat(record.start().node()).isEqualTo("node-9");
        assertThat(record.served()).isEqualTo(SERVED);
        assertThat(record.ending()).isEqualTo(new Ending(200, Outcome.INTERRUPTED, null, 0, null));
        assertThat(record.usage().consumption())
                .isEqualTo(Consumption.estimated(new TokenCounts(10, 2, 0, 0, 40, 5), 0));
        assertThat(record.usage().charge().lines())
                .containsExactly(
                        new ChargeLine(UsageUnit.INPUT, 10, INPUT.id(), INPUT.amount(10)),
                        new ChargeLine(UsageUnit.CACHED_INPUT, 2, null, BigDecimal.ZERO),
                        new ChargeLine(UsageUnit.OUTPUT, 40, OUTPUT.id(), OUTPUT.amount(40)));
        assertThat(record.usage().footprint())
                .isInstanceOfSatisfying(
                        Footprint.Estimated.class,
                        footprint ->
                                assertThat(footprint.impacts().energy().max()).isEqualTo(40));
    }

    @Test
    void estimatesACallThatHadReportedNothing() throws Exception {
        OpenCall call = OpenCalls.open(files, 4).open(start);
        call.routed(start.model(), SERVED, List.of(INPUT, OUTPUT));
        call.progress(500, 12, 33);
        UsageRecord record = recovered().getFirst();
        assertThat(record.usage().consumption())
                .isEqualTo(Consumption.estimated(TokenCounts.of((start.promptBytes() + 3) / 4, 33), 0));
    }

    @Test
    void recordsACallWithoutAnswerAsAnErrorThatCostItsPrompt() throws Exception {
        OpenCalls.open(files, 4).open(start).routed(start.model(), SERVED, List.of(INPUT, OUTPUT));
        UsageRecord record = recovered().getFirst();
        assertThat(record.ending().status()).isEqualTo(500);
        assertThat(record.usage().consumption().tokens().output()).isZero();
        assertThat(record.usage().charge().lines()).extracting(ChargeLine::unit).containsExactly(UsageUnit.INPUT);
        assertThat(record.usage().footprint()).isEqualTo(new Footprint.NotEstimated(Footprint.Reason.NO_OUTPUT));
    }

    @Test
    void recordsACallThatReachedNoProviderWithoutConsumption() throws Exception {
        OpenCalls.open(files, 4).open(start);
        UsageRecord record = recovered().getFirst();
        assertThat(record.served()).isNull();
        assertThat(record.usage().consumption()).isEqualTo(Consumption.NONE);
        assertThat(record.usage().charge().lines()).isEmpty();
    }

    @Test
    void recordsACallOfAProviderThatTheCatalogLost() throws Exception {
        OpenCall call = OpenCalls.open(files, 4).open(start);
        call.routed(start.model(), new Served("gone", "upstream-model", new Zone("FRA"), null, null), List.of(OUTPUT));
        call.progress(500, 12, 33);
        UsageRecord record = recovered().getFirst();
        Served served = Objects.requireNonNull(record.served());
        assertThat(served.provider()).isEqualTo("gone");
        assertThat(served.upstreamModel()).isEqualTo(start.model());
        assertThat(record.usage().footprint()).isEqualTo(new Footprint.NotEstimated(Footprint.Reason.NO_PARAMETERS));
        assertThat(record.usage().charge().total().amount()).isEqualByComparingTo(OUTPUT.amount(33));
    }

    @Test
    void freesASlotOnlyWhenItsRecordIsDurable() throws Exception {
        OpenCalls.open(files, 4).open(start);
        Journal journal = Journal.open(files, SETTINGS, Clock.system());
        OpenCalls calls = OpenCalls.open(files, 4);
        boolean[] openWhileForcing = {false};
        files.beforeForce(() -> {
            if (Thread.currentThread().getName().equals("journal")) {
                openWhileForcing[0] = calls.size() == 1;
            }
        });
        assertThat(recovery().recover(calls, journal)).isEqualTo(1);
        assertThat(openWhileForcing[0]).isTrue();
        assertThat(calls.size()).isZero();
        assertThat(recovery().recover(calls, journal)).as("the second time").isZero();
    }

    @Test
    void keepsSlotsForTheNextStartWhenTheJournalHasNoRoom() throws Exception {
        OpenCalls.open(files, 4).open(start);
        files.capacity(0);
        OpenCalls calls = OpenCalls.open(files, 4);
        Journal full = Journal.open(files, SETTINGS, Clock.system());
        assertThat(recovery().recover(calls, full)).isZero();
        assertThat(calls.size()).isEqualTo(1);
        full.close();
        files.capacity(Long.MAX_VALUE);
        assertThat(recovered()).hasSize(1);
    }

    @Test
    void leavesTheRecordOfACallThatHadOneBeforeTheInterruptedOne() throws Exception {
        UsageRecord completed = records.typical();
        Journal journal = Journal.open(files, SETTINGS, Clock.system());
        OpenCalls.open(files, 4).open(completed.start());
        journal.append(completed, Runnable::run).toCompletableFuture().join();
        journal.close();
        List<UsageRecord> left = recovered();
        assertThat(left).hasSize(2);
        assertThat(left.getFirst()).isEqualTo(completed);
        assertThat(left.getLast().id()).isEqualTo(completed.id());
        assertThat(left.getLast().startedAt()).isEqualTo(completed.startedAt());
    }

    private List<UsageRecord> recovered() throws Exception {
        Journal journal = Journal.open(files, SETTINGS, Clock.system());
        OpenCalls calls = OpenCalls.open(files, 4);
        recovery().recover(calls, journal);
        assertThat(calls.size()).isZero();
        return new JournalReader(journal).read(1_000).records();
    }

    private static LedgerRecovery recovery() {
        return new LedgerRecovery("node-9", DERIVATION, CATALOG);
    }
}
