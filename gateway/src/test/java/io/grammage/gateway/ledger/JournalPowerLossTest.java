package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.kernel.CallId;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.ledger.testing.UsageRecords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cuts the power at moments between appending and forcing, when there is most to lose. */
@Timeout(120)
class JournalPowerLossTest {
    private static final JournalSettings SETTINGS =
            new JournalSettings(Durability.BEFORE_RESPONSE, 256 << 10, 64L * (256 << 10));

    @Test
    void keepsWhateverWasAcknowledged() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            UsageRecords records = new UsageRecords(seed);
            MemoryFiles disk = new MemoryFiles();
            Set<CallId> acknowledged = new HashSet<>();
            for (int life = 0; life < 2; life++) {
                PowerCut cut = liveUntilPowerCut(disk, records, random.split());
                acknowledged.addAll(cut.acknowledged());
                disk = cut.left();
            }
            Journal journal = Journal.open(disk, SETTINGS, Clock.system());
            List<CallId> left = new JournalReader(journal)
                    .read(Integer.MAX_VALUE).records().stream()
                            .map(UsageRecord::id)
                            .toList();
            assertThat(left).as("seed %d", seed).containsAll(acknowledged).doesNotHaveDuplicates();
            journal.close();
        }
    }

    private record PowerCut(MemoryFiles left, Set<CallId> acknowledged) {}

    private static PowerCut liveUntilPowerCut(MemoryFiles disk, UsageRecords records, SplittableRandom random)
            throws Exception {
        Set<CallId> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicReference<@Nullable PowerCut> cut = new AtomicReference<>();
        AtomicInteger forces = new AtomicInteger();
        int fatal = random.nextInt(1, 12);
        Journal journal = Journal.open(disk, SETTINGS, Clock.system());
        disk.beforeForce(() -> {
            if (Thread.currentThread().getName().equals("journal") && forces.incrementAndGet() == fatal) {
                Set<CallId> known = Set.copyOf(acknowledged);
                cut.set(new PowerCut(disk.afterPowerLoss(random), known));
            }
        });
        List<CountDownLatch> rounds = new ArrayList<>();
        while (cut.get() == null && rounds.size() < 50) {
            int size = random.nextInt(1, 40);
            CountDownLatch round = new CountDownLatch(size);
            rounds.add(round);
            for (int i = 0; i < size; i++) {
                UsageRecord record = records.next();
                PacedAppends.awaitAccepting(journal);
                journal.append(record, Runnable::run).thenRun(() -> {
                    acknowledged.add(record.id());
                    round.countDown();
                });
            }
            if (random.nextBoolean()) {
                round.await();
            }
        }
        journal.close();
        PowerCut result = cut.get();
        return requireNonNull(result, "the power was not cut");
    }
}
