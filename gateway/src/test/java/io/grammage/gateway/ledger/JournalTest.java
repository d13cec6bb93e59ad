package io.grammage.gateway.ledger;

import static io.grammage.gateway.ledger.PacedAppends.append;
import static io.grammage.gateway.ledger.PacedAppends.awaitAccepting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.ledger.testing.UsageRecords;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalTest {
    private static final int SEGMENT_BYTES = 256 << 10;
    private static final JournalSettings SETTINGS =
            new JournalSettings(Durability.BEFORE_RESPONSE, SEGMENT_BYTES, 64L * SEGMENT_BYTES);
    private static final String FIRST = Segment.name(1);

    private final MemoryFiles files = new MemoryFiles();
    private final UsageRecords records = new UsageRecords(4);

    @Test
    void givesRecordsBackInOrderAfterARestart(@TempDir Path directory) throws Exception {
        List<UsageRecord> appended = records.list(3_000);
        try (Journal journal = Journal.open(directory, SETTINGS, Clock.system())) {
            for (int i = 0; i < 3_000; i += 300) {
                append(journal, appended.subList(i, i + 300));
            }
            assertThat(journal.status().segments()).isGreaterThan(4);
        }
        try (Journal journal = Journal.open(directory, SETTINGS, Clock.system())) {
            assertThat(journal.status().undrainedRecords()).isEqualTo(3_000);
            assertThat(drain(journal)).isEqualTo(appended);
            assertThat(journal.status().undrainedBytes()).isZero();
        }
        try (Journal journal = Journal.open(directory, SETTINGS, Clock.system())) {
            assertThat(drain(journal)).isEmpty();
            assertThat(journal.status().segments()).as("only spares are left").isEqualTo(2);
        }
    }

    @Test
    void startsBehindWhatWasDrained() throws Exception {
        List<UsageRecord> appended = records.list(1_500);
        Journal first = open(files);
        append(first, appended);
        JournalBatch batch = new JournalReader(first).read(1_000);
        first.drained(batch);
        assertThat(first.status().undrainedRecords()).isEqualTo(500);

        Journal second = open(files.afterKill());
        assertThat(drain(second)).isEqualTo(appended.subList(1_000, 1_500));
    }

    @Test
    void completesOnTheExecutorGivenAndOnlyOnceForced() throws Exception {
        CountDownLatch forcing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Journal journal = open(files);
        files.beforeForce(() -> {
            forcing.countDown();
            awaitQuietly(go);
        });
        try (ExecutorService loop = Executors.newSingleThreadExecutor(task -> new Thread(task, "loop"))) {
            CompletableFuture<String> thread = journal.append(records.next(), loop)
                    .thenApply(done -> Thread.currentThread().getName())
                    .toCompletableFuture();
            forcing.await();
            assertThat(thread).isNotDone();
            assertThat(new JournalReader(journal).read(10).records())
                    .as("only what was forced is drained")
                    .isEmpty();
            go.countDown();
            assertThat(thread.get()).isEqualTo("loop");
            assertThat(new JournalReader(journal).read(10).records()).hasSize(1);
        }
    }

    @Test
    void forcesOnceForAllThatWait() throws Exception {
        CountDownLatch forcing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Journal journal = open(files);
        List<Integer> forces = new ArrayList<>();
        files.beforeForce(() -> {
            if (Thread.currentThread().getName().equals("journal")) {
                forces.add(1);
                forcing.countDown();
                awaitQuietly(go);
            }
        });
        List<CompletionStage<?>> stages = new ArrayList<>();
        stages.add(journal.append(records.next(), Runnable::run));
        forcing.await();
        for (int i = 0; i < 31; i++) {
            stages.add(journal.append(records.next(), Runnable::run));
        }
        go.countDown();
        stages.forEach(stage -> stage.toCompletableFuture().join());
        assertThat(forces).hasSize(2);
    }

    @Test
    void doesNotWaitForTheDiskWhenAsync() throws Exception {
        Journal journal = Journal.open(
                files, new JournalSettings(Durability.ASYNC, SEGMENT_BYTES, 64L * SEGMENT_BYTES), Clock.system());
        CountDownLatch go = new CountDownLatch(1);
        files.beforeForce(() -> awaitQuietly(go));
        UsageRecord record = records.next();
        assertThat(journal.append(record, Runnable::run).toCompletableFuture()).isDone();
        go.countDown();
        journal.flush();
        assertThat(drain(journal)).containsExactly(record);
    }

    @Test
    void cutsATailTornAtAnyByte() throws Exception {
        List<UsageRecord> appended = records.list(6);
        Journal journal = open(files);
        append(journal, appended.subList(0, 5));
        int start = (int) journal.status().undrainedBytes() + Segment.HEADER_BYTES;
        append(journal, appended.subList(5, 6));
        int end = (int) journal.status().undrainedBytes() + Segment.HEADER_BYTES;
        int kept = 0;
        for (int cut = start; cut < end; cut++) {
            MemoryFiles torn = files.afterKill();
            torn.memory(FIRST).asSlice(cut).fill((byte) 0);
            Journal again = open(torn);
            UsageRecord next = records.next();
            append(again, List.of(next));
            List<UsageRecord> left = drain(again);
            assertThat(left.getLast()).isEqualTo(next);
            left.removeLast();
            if (left.size() == 6) {
                // Only zeros of the padding were cut.
                kept++;
                assertThat(cut).isGreaterThan(end - Frame.ALIGNMENT);
            } else {
                assertThat(left).as("cut at byte %d", cut).isEqualTo(appended.subList(0, 5));
            }
            again.close();
        }
        assertThat(kept).isLessThan(Frame.ALIGNMENT);
    }

    @Test
    void passesOverADamagedFrameAndSaysHowMuchWasLost() throws Exception {
        List<UsageRecord> appended = records.list(40);
        Journal journal = open(files);
        append(journal, appended.subList(0, 20));
        int damaged = (int) journal.status().undrainedBytes() + Segment.HEADER_BYTES;
        append(journal, appended.subList(20, 40));
        for (int at = damaged; at < damaged + 64; at++) {
            MemoryFiles bad = files.afterKill();
            MemorySegment memory = bad.memory(FIRST);
            memory.set(ValueLayout.JAVA_BYTE, at, (byte) ~memory.get(ValueLayout.JAVA_BYTE, at));
            Journal again = open(bad);
            List<UsageRecord> left = drain(again);
            List<UsageRecord> expected = new ArrayList<>(appended);
            expected.remove(20);
            assertThat(left).as("byte %d", at).isEqualTo(expected);
            assertThat(again.status().damagedBytes()).isGreaterThan(100);
            assertThat(again.status().undrainedRecords()).isZero();
            again.close();
        }
    }

    @Test
    void neverTakesAFrameOfAnotherSegmentOrPlaceForItsOwn() throws Exception {
        Journal journal = open(files);
        append(journal, records.list(2_000));
        MemoryFiles copied = files.afterKill();
        String second = Segment.name(2);
        MemorySegment source = copied.memory(FIRST);
        copied.memory(second).asSlice(Segment.HEADER_BYTES).copyFrom(source.asSlice(Segment.HEADER_BYTES));
        Journal again = open(copied);
        assertThat(drain(again)).hasSize(recordsIn(FIRST) + 2_000 - recordsIn(FIRST) - recordsIn(second));
    }

    private int recordsIn(String name) throws Exception {
        Segment segment =
                Segment.open(files.afterKill(), name, Segment.number(name).orElseThrow());
        segment.recover(new Frame());
        return (int) segment.undrained().records();
    }

    @Test
    void readsRecordsBehindADamagedHeader() throws Exception {
        List<UsageRecord> appended = records.list(10);
        append(open(files), appended);
        MemoryFiles bad = files.afterKill();
        bad.memory(FIRST).asSlice(0, Segment.HEADER_BYTES).fill((byte) 0x55);
        assertThat(drain(open(bad))).isEqualTo(appended);
    }

    @Test
    void refusesNewCallsWhenTheDiskIsFullWhileOpenOnesStillFit() throws Exception {
        files.capacity(3L * SEGMENT_BYTES);
        Journal journal = open(files);
        journal.checkAccepting();
        int appended = 0;
        List<CompletionStage<?>> stages = new ArrayList<>();
        while (journal.status().undrainedBytes() < SEGMENT_BYTES) {
            awaitAccepting(journal);
            stages.add(journal.append(records.typical(), Runnable::run));
            appended++;
        }
        // The second segment is being written, and the fourth cannot be made.
        awaitRefusal(journal, "until the operator frees space");
        GatewayException refusal = catchThrowableOfType(GatewayException.class, journal::checkAccepting);
        assertThat(refusal.code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE);
        assertThat(refusal.retryAfterSeconds()).isPositive();

        for (int reserve = 0; reserve < SEGMENT_BYTES / 400; reserve++) {
            stages.add(journal.append(records.typical(), Runnable::run));
            appended++;
        }
        journal.flush();
        assertThat(stages).allMatch(stage -> !stage.toCompletableFuture().isCompletedExceptionally());
        assertThat(journal.status().undrainedRecords()).isEqualTo(appended);

        files.capacity(Long.MAX_VALUE);
        awaitAccepting(journal);
        journal.checkAccepting();
    }

    @Test
    void failsTheStageAndKeepsRunningWhenEvenTheReserveIsUsedUp() throws Exception {
        files.capacity(3L * SEGMENT_BYTES);
        Journal journal = open(files);
        int kept = 0;
        CompletionStage<?> stage = journal.append(records.typical(), Runnable::run);
        while (!stage.toCompletableFuture().isCompletedExceptionally()) {
            kept++;
            stage = journal.append(records.typical(), Runnable::run);
        }
        assertThatThrownBy(stage.toCompletableFuture()::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        GatewayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE));
        journal.flush();
        assertThat(drain(journal)).hasSize(kept);
        files.capacity(Long.MAX_VALUE);
        awaitAccepting(journal);
        append(journal, List.of(records.next()));
        assertThat(drain(journal)).hasSize(1);
    }

    @Test
    void refusesNewCallsAtItsBoundUntilTheStoreHasTakenRecords() throws Exception {
        Journal journal = Journal.open(
                files,
                new JournalSettings(Durability.BEFORE_RESPONSE, SEGMENT_BYTES, 5L * SEGMENT_BYTES),
                Clock.system());
        while (!isRefusing(journal, "ledger.journal_max")) {
            if (journal.status().accepting()) {
                journal.append(records.typical(), Runnable::run);
            }
        }
        assertThat(journal.status().segments()).isLessThanOrEqualTo(5);
        journal.flush();
        drain(journal);
        awaitAccepting(journal);
    }

    @Test
    void opensAndRefusesWhenThereIsNoSpaceAtAll() throws Exception {
        files.capacity(0);
        Journal journal = open(files);
        assertThatThrownBy(journal::checkAccepting).hasMessageContaining("until the operator frees space");
        files.capacity(Long.MAX_VALUE);
        awaitAccepting(journal);
        append(journal, List.of(records.next()));
    }

    @Test
    void refusesEverythingAfterAFailedForce() throws Exception {
        List<UsageRecord> durable = records.list(10);
        Journal journal = open(files);
        append(journal, durable);
        files.breakDisk();
        CompletionStage<?> lost = journal.append(records.next(), Runnable::run);
        assertThatThrownBy(lost.toCompletableFuture()::join).hasMessageContaining("cannot be written to disk");
        assertThatThrownBy(journal::checkAccepting)
                .isInstanceOfSatisfying(
                        GatewayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE));
        assertThat(journal.status().accepting()).isFalse();
        assertThat(journal.append(records.next(), Runnable::run).toCompletableFuture())
                .isCompletedExceptionally();
        assertThatThrownBy(journal::flush).isInstanceOf(GatewayException.class);
        MemoryFiles left = files.afterPowerLoss(new SplittableRandom(1));
        assertThat(drain(open(left)).subList(0, 10)).as("after a restart").isEqualTo(durable);
        assertThat(drain(journal)).as("without one").isEqualTo(durable);
        journal.close();
    }

    @Test
    void refusesASegmentOfANewerVersion() throws Exception {
        append(open(files), records.list(1));
        MemoryFiles newer = files.afterKill();
        Segment.create(newer, "x", 9, SEGMENT_BYTES);
        MemorySegment header = newer.memory(FIRST);
        header.set(ValueLayout.JAVA_INT, 8, 2);
        java.util.zip.CRC32C checksum = new java.util.zip.CRC32C();
        checksum.update(header.asSlice(0, 24).asByteBuffer());
        header.set(ValueLayout.JAVA_INT, 60, (int) checksum.getValue());
        assertThatThrownBy(() -> open(newer)).hasMessageContaining("version 2 (expected: 1");
    }

    @Test
    void refusesRecordsAfterItWasClosed() throws Exception {
        Journal journal = open(files);
        journal.append(records.next(), Runnable::run);
        journal.close();
        journal.close();
        assertThat(journal.append(records.next(), Runnable::run).toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(drain(open(files.afterPowerLoss(new SplittableRandom(2))))).hasSize(1);
    }

    @Test
    void tellsDepthAndLag() throws Exception {
        UsageRecord record = records.next();
        Instant end = record.startedAt().plus(record.ending().latencyMicros(), ChronoUnit.MICROS);
        Journal journal = Journal.open(files, SETTINGS, new FixedClock(end.plusSeconds(7)));
        assertThat(journal.status().lag()).isZero();
        append(journal, List.of(record));
        JournalStatus status = journal.status();
        assertThat(status.undrainedRecords()).isEqualTo(1);
        assertThat(status.undrainedBytes()).isBetween(200L, 1_000L);
        assertThat(status.lag()).isEqualTo(Duration.ofSeconds(7));
        drain(journal);
        assertThat(journal.status().undrainedRecords()).isZero();
    }

    @Test
    void keepsEveryRecordOfThreadsThatAppendAtOnce(@TempDir Path directory) throws Exception {
        int perThread = 2_000;
        JournalSettings settings = new JournalSettings(Durability.BEFORE_RESPONSE, 1 << 20, 64L << 20);
        List<Thread> threads = new ArrayList<>();
        try (Journal journal = Journal.open(directory, settings, Clock.system())) {
            for (int t = 0; t < 4; t++) {
                List<UsageRecord> own = new UsageRecords(t).list(perThread);
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < perThread; i += 100) {
                        append(journal, own.subList(i, i + 100));
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        try (Journal journal = Journal.open(directory, settings, Clock.system())) {
            List<UsageRecord> expected = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                expected.addAll(new UsageRecords(t).list(perThread));
            }
            assertThat(drain(journal)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private record FixedClock(Instant instant) implements Clock {
        @Override
        public long epochMicros() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
        }

        @Override
        public long nanos() {
            return 0;
        }
    }

    private static Journal open(MemoryFiles files) throws Exception {
        return Journal.open(files, SETTINGS, Clock.system());
    }

    private static List<UsageRecord> drain(Journal journal) {
        List<UsageRecord> drained = new ArrayList<>();
        JournalReader reader = new JournalReader(journal);
        while (true) {
            JournalBatch batch = reader.read(700);
            if (batch.extents().isEmpty()) {
                return drained;
            }
            drained.addAll(batch.records());
            journal.drained(batch);
        }
    }

    /** Not only busy making a segment, which an appending loop outruns. */
    private static boolean isRefusing(Journal journal, String because) {
        String refusal = journal.status().refusal();
        return refusal != null && refusal.contains(because);
    }

    private static void awaitRefusal(Journal journal, String because) throws InterruptedException {
        while (!isRefusing(journal, because)) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
