package io.grammage.gateway.ledger;

import static io.grammage.gateway.ledger.PacedAppends.append;
import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.kernel.CallId;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.ledger.testing.UsageRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DrainerTest {
    private static final JournalSettings SETTINGS =
            new JournalSettings(Durability.BEFORE_RESPONSE, 256 << 10, 64L * (256 << 10));
    private static final DrainSettings QUICK =
            new DrainSettings(100, 400, Duration.ofMillis(20), Duration.ofMillis(50));
    private static final Duration LONG = Duration.ofSeconds(30);

    private final MemoryFiles files = new MemoryFiles();
    private final UsageRecords records = new UsageRecords(11);
    private final MemoryStore store = new MemoryStore();

    /** Keeps the first record of each call, takes none while away, and never takes those it refuses. */
    private static final class MemoryStore implements RecordSink {
        private final Map<CallId, UsageRecord> kept = new LinkedHashMap<>();
        private final Set<CallId> refused = new HashSet<>();
        private final List<Integer> batches = new ArrayList<>();
        private boolean away;
        private Runnable beforeInsert = () -> {};

        @Override
        public synchronized int insert(List<UsageRecord> records) {
            beforeInsert.run();
            if (away || records.stream().anyMatch(record -> refused.contains(record.id()))) {
                throw new IllegalStateException("not taken");
            }
            batches.add(records.size());
            int before = kept.size();
            records.forEach(record -> kept.putIfAbsent(record.id(), record));
            return kept.size() - before;
        }

        synchronized void away(boolean isAway) {
            away = isAway;
        }

        synchronized void refuse(UsageRecord record) {
            refused.add(record.id());
        }

        synchronized void acceptAll() {
            refused.clear();
        }

        synchronized List<UsageRecord> kept() {
            return List.copyOf(kept.values());
        }
    }

    @Test
    void movesAllRecordsInOrderAndLetsGoOfTheSegments() throws Exception {
        List<UsageRecord> appended = records.list(3_000);
        Journal journal = open(files);
        Drainer drainer = start(journal, QUICK);
        append(journal, appended);
        assertThat(drainer.awaitDrained(LONG)).isTrue();
        assertThat(store.kept()).isEqualTo(appended);
        assertThat(drainer.status()).isEqualTo(new DrainStatus(3_000, 0, 0, false));
        drainer.close();
        journal.close();
        assertThat(files.list()).as("two spares and nothing else").hasSize(2);
    }

    @Test
    void gathersRecordsForABatchButNotForLong() throws Exception {
        Journal journal = open(files);
        Drainer drainer =
                start(journal, new DrainSettings(1_000, 4_000, Duration.ofMillis(300), Duration.ofMillis(50)));
        long start = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            append(journal, records.list(10));
        }
        while (store.kept().size() < 100) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertThat(store.batches).as("%d ms", millis).hasSizeLessThanOrEqualTo((int) (millis / 300));
        drainer.close();
    }

    @Test
    void bringsRecordsAgainUntilTheStoreIsBack() throws Exception {
        List<UsageRecord> appended = records.list(500);
        Journal journal = open(files);
        store.away(true);
        Drainer drainer = start(journal, QUICK);
        append(journal, appended);
        while (drainer.status().failures() < 6) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(drainer.status().failing()).isTrue();
        assertThat(drainer.status().healthy()).isFalse();
        journal.checkAccepting();
        assertThat(journal.status().undrainedRecords()).isEqualTo(500);
        assertThat(drainer.awaitDrained(Duration.ofMillis(50))).isFalse();

        store.away(false);
        assertThat(drainer.awaitDrained(LONG)).isTrue();
        assertThat(store.kept()).isEqualTo(appended);
        assertThat(drainer.status().healthy()).isTrue();
        drainer.close();
    }

    @Test
    void bringsABatchAgainWhenTheProcessEndsBetweenInsertAndPosition() throws Exception {
        List<UsageRecord> appended = records.list(400);
        Journal journal = open(files);
        append(journal, appended);
        List<MemoryFiles> during = new ArrayList<>();
        store.beforeInsert = () -> during.add(files.afterKill());
        Drainer drainer = start(journal, QUICK);
        assertThat(drainer.awaitDrained(LONG)).isTrue();
        drainer.close();

        store.beforeInsert = () -> {};
        for (MemoryFiles killed : during) {
            MemoryStore other = new MemoryStore();
            Journal again = open(killed);
            int undrained = (int) again.status().undrainedRecords();
            Drainer second = Drainer.start(again, other, QUICK, new SplittableRandom(1));
            assertThat(second.awaitDrained(LONG)).isTrue();
            assertThat(other.kept())
                    .as("what was being inserted is not yet drained")
                    .isEqualTo(appended.subList(400 - undrained, 400));
            assertThat(undrained).isPositive();
            second.close();
        }
        assertThat(during).isNotEmpty();
    }

    @Test
    void setsARefusedRecordAsideAndTriesItAgainAtTheNextStart() throws Exception {
        List<UsageRecord> appended = records.list(300);
        UsageRecord first = appended.get(0);
        UsageRecord middle = appended.get(177);
        store.refuse(first);
        store.refuse(middle);
        Journal journal = open(files);
        Drainer drainer = start(journal, QUICK);
        append(journal, appended);
        assertThat(drainer.awaitDrained(LONG)).isTrue();
        assertThat(store.kept()).hasSize(298).doesNotContain(first, middle);
        assertThat(drainer.status().rejected()).isEqualTo(2);
        assertThat(drainer.status().healthy()).isFalse();
        drainer.close();
        journal.close();
        assertThat(files.list()).anyMatch(name -> name.startsWith("rejected-"));

        store.acceptAll();
        Journal again = open(files);
        assertThat(again.rejected().retry(again)).isEqualTo(2);
        assertThat(files.list()).noneMatch(name -> name.startsWith("rejected-"));
        Drainer second = start(again, QUICK);
        assertThat(second.awaitDrained(LONG)).isTrue();
        assertThat(store.kept()).containsExactlyInAnyOrderElementsOf(appended);
        second.close();
    }

    @Test
    void setsNothingAsideWhileTheStoreTakesNothing() throws Exception {
        Journal journal = open(files);
        store.away(true);
        Drainer drainer = start(journal, QUICK);
        append(journal, records.list(1));
        append(journal, records.list(400));
        while (drainer.status().failures() < 10) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(drainer.status().rejected()).isZero();
        drainer.close(Duration.ofMillis(10));
    }

    @Test
    void setsNothingAsideWhenTheStoreGoesAwayWhileARefusedRecordIsLookedFor() {
        List<UsageRecord> batch = records.list(64);
        int[] calls = {0};
        RecordSink leaving = part -> {
            calls[0]++;
            if (calls[0] > 8 || part.contains(batch.getFirst())) {
                throw new IllegalStateException("not taken");
            }
            return part.size();
        };
        assertThat(new RefusalSearch(leaving).in(batch)).isEmpty();
    }

    @Test
    void setsAnUnreadableFrameAsideAndGoesOn() throws Exception {
        Journal journal = open(files);
        UsageRecord before = records.next();
        UsageRecord after = records.next();
        append(journal, List.of(before));
        Frame unreadable = new Frame();
        unreadable.set(records.next());
        // Its checksum fits, but it has flags that nobody knows.
        unreadable.payload().put(2, (byte) 0x7F);
        journal.append(unreadable, Runnable::run).toCompletableFuture().join();
        append(journal, List.of(after));
        Drainer drainer = start(journal, QUICK);
        assertThat(drainer.awaitDrained(LONG)).isTrue();
        assertThat(store.kept()).containsExactly(before, after);
        assertThat(drainer.status().rejected()).isEqualTo(1);
        drainer.close();
    }

    @Test
    void leavesForTheNextStartWhatTheStoreDoesNotTakeInTime() throws Exception {
        Journal journal = open(files);
        store.away(true);
        Drainer drainer = start(journal, QUICK);
        append(journal, records.list(20));
        drainer.close(Duration.ofMillis(50));
        journal.close();
        assertThat(open(files).status().undrainedRecords()).isEqualTo(20);
    }

    private Drainer start(Journal journal, DrainSettings settings) {
        return Drainer.start(journal, store, settings, new SplittableRandom(3));
    }

    private static Journal open(MemoryFiles files) throws Exception {
        return Journal.open(files, SETTINGS, Clock.system());
    }
}
