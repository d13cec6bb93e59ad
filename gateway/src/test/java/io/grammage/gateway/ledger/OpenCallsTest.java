package io.grammage.gateway.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.footprint.Zone;
import io.grammage.gateway.kernel.DeploymentId;
import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import io.grammage.gateway.kernel.Mode;
import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.ledger.testing.UsageRecords;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpenCallsTest {
    private static final List<Price> PRICES = List.of(
            price(UsageUnit.INPUT, Mode.REALTIME, "0.15"),
            price(UsageUnit.OUTPUT, Mode.REALTIME, "999999999.999999"),
            price(UsageUnit.INPUT, Mode.BATCH, "0.07"),
            price(UsageUnit.OUTPUT, Mode.BATCH, "0.17"),
            price(UsageUnit.IMAGE, Mode.REALTIME, "5000"));
    private static final Served SERVED =
            new Served("provider-1", "upstream", new Zone("FRA"), "fr-par", new DeploymentId(new UUID(5, 6)));

    private final MemoryFiles files = new MemoryFiles();
    private final UsageRecords records = new UsageRecords(8);

    @Test
    void tellsAfterAKillWhatWasKnownOfACall() throws Exception {
        OpenCalls calls = OpenCalls.open(files, 8);
        for (int i = 0; i < 200; i++) {
            CallStart start = records.next().start();
            OpenCall call = calls.open(start);
            call.routed(start.model(), SERVED, PRICES);
            call.progress(1_000, 20, 250);
            call.progress(2_000, 40, 500);
            TokenCounts counts = new TokenCounts(1, 2, 3, 4, 5, Long.MAX_VALUE);
            call.usage(TokenCounts.of(7, 7));
            call.usage(counts);

            InterruptedCall left = interrupted().values().iterator().next();
            assertThat(left.start()).isEqualTo(expected(start));
            assertThat(left.routed())
                    .isEqualTo(new InterruptedCall.Routed("provider-1", SERVED.zone(), SERVED.deployment()));
            assertThat(left.bytes()).isEqualTo(2_000);
            assertThat(left.events()).isEqualTo(40);
            assertThat(left.estimatedOutput()).isEqualTo(500);
            assertThat(left.counts()).isEqualTo(counts);
            assertThat(left.prices())
                    .extracting(Price::id, Price::unit, Price::mode, Price::unitPrice, Price::currency)
                    .isEqualTo(PRICES.stream()
                            .filter(price ->
                                    price.mode() == start.mode() && price.unit().isToken())
                            .map(price -> org.assertj.core.groups.Tuple.tuple(
                                    price.id(), price.unit(), price.mode(), price.unitPrice(), price.currency()))
                            .toList());
            call.close();
            assertThat(interrupted()).isEmpty();
        }
    }

    @Test
    void tellsNothingOfTheCallThatHadTheSlotBefore() throws Exception {
        OpenCalls calls = OpenCalls.open(files, 1);
        OpenCall first = calls.open(records.edge().start());
        first.routed("model-2", SERVED, PRICES);
        first.progress(9, 9, Long.MAX_VALUE);
        first.usage(TokenCounts.of(9, 9));
        first.close();
        CallStart start = records.typical().start();
        calls.open(start);
        InterruptedCall left = requireNonNull(interrupted().get(0));
        assertThat(left).isEqualTo(new InterruptedCall(expected(start), null, 0, 0, null, 0, List.of()));
    }

    @Test
    void keepsTheLastRouteOnly() throws Exception {
        OpenCalls calls = OpenCalls.open(files, 1);
        OpenCall call = calls.open(records.typical().start());
        call.routed("model-2", SERVED, PRICES);
        call.routed("fallback", new Served("p2", "upstream", Zone.WORLD, null, null), List.of());
        assertThat(requireNonNull(interrupted().get(0)).start().model()).isEqualTo("fallback");
        assertThat(requireNonNull(interrupted().get(0)).routed())
                .isEqualTo(new InterruptedCall.Routed("p2", Zone.WORLD, null));
        assertThat(requireNonNull(interrupted().get(0)).prices()).isEmpty();
    }

    @Test
    void cutsLongTextsAtWholeCharacters() throws Exception {
        OpenCalls calls = OpenCalls.open(files, 4);
        for (int i = 0; i < 100; i++) {
            UsageRecord record = records.edge();
            OpenCall call = calls.open(record.start());
            call.routed(record.start().model(), java.util.Objects.requireNonNull(record.served()), PRICES);
            InterruptedCall left = interrupted().values().iterator().next();
            assertThat(record.start().model()).startsWith(left.start().model());
            assertThat(left.start().model()).hasSizeBetween(21, 64).doesNotContain("\uFFFD", "?");
            assertThat(record.start().tags()).containsAllEntriesOf(left.start().tags());
            call.close();
        }
    }

    @Test
    void leavesOutTagsThatWouldComeBackAsOthers() throws Exception {
        OpenCalls calls = OpenCalls.open(files, 1);
        CallStart start = records.typical().start();
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("a=b", "c");
        tags.put("team", "x=y");
        tags.put("line", "1\nteam=2");
        tags.put("empty", "");
        tags.put("long", "v".repeat(70));
        tags.put("last", "é");
        calls.open(UsageRecords.startLike(start, start.id(), start.organization(), start.project(), tags));
        assertThat(requireNonNull(interrupted().get(0)).start().tags())
                .containsExactly(Map.entry("team", "x=y"), Map.entry("empty", ""), Map.entry("last", "é"));
    }

    @Test
    void refusesCallsWhenEverySlotIsTaken() throws Exception {
        OpenCalls calls = OpenCalls.open(files, 2);
        OpenCall first = calls.open(records.next().start());
        calls.open(records.next().start());
        assertThatThrownBy(() -> calls.open(records.next().start()))
                .isInstanceOfSatisfying(GatewayException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED);
                    assertThat(e.retryAfterSeconds()).isPositive();
                    assertThat(e).hasMessageContaining("2 calls");
                });
        first.close();
        first.close();
        calls.open(records.next().start());
        assertThat(calls.size()).as("closing twice frees one slot").isEqualTo(2);
    }

    @Test
    void leavesAnotherCallAloneAfterItsOwnEnd() throws Exception {
        OpenCalls calls = OpenCalls.open(files, 1);
        OpenCall first = calls.open(records.next().start());
        first.close();
        CallStart start = records.typical().start();
        calls.open(start);
        first.routed("model-2", SERVED, PRICES);
        first.progress(5, 5, 5);
        first.usage(TokenCounts.of(5, 5));
        first.close();
        assertThat(requireNonNull(interrupted().get(0)))
                .isEqualTo(new InterruptedCall(expected(start), null, 0, 0, null, 0, List.of()));
    }

    @Test
    void givesEachCallASlotOfItsOwnWhenThreadsOpenAtOnce() throws Exception {
        OpenCalls calls = OpenCalls.open(files, 64);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            List<UsageRecord> own = new UsageRecords(t).list(2_000);
            threads.add(Thread.ofPlatform().start(() -> {
                List<OpenCall> open = new ArrayList<>();
                for (UsageRecord record : own) {
                    open.add(calls.open(record.start()));
                    if (open.size() == 16) {
                        open.forEach(OpenCall::close);
                        open.clear();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(calls.size()).isZero();
        assertThat(interrupted()).isEmpty();
    }

    @Test
    void keepsSlotsOfAnEarlierProcessUntilTheyAreFreed() throws Exception {
        OpenCalls before = OpenCalls.open(files, 4);
        before.open(records.next().start());
        before.open(records.next().start());
        OpenCalls calls = OpenCalls.open(files, 4);
        assertThat(calls.size()).isEqualTo(2);
        List<Integer> slots = new ArrayList<>();
        calls.forEachInterrupted("n", (slot, call) -> slots.add(slot));
        slots.forEach(calls::free);
        assertThat(calls.size()).isZero();
        for (int i = 0; i < 4; i++) {
            calls.open(records.next().start());
        }
    }

    @Test
    void growsAndShrinksWithoutLosingACall() throws Exception {
        OpenCalls small = OpenCalls.open(files, 2);
        small.open(records.next().start());
        OpenCalls grown = OpenCalls.open(files, 10);
        assertThat(grown.capacity()).as("a call is in the small file").isEqualTo(2);
        grown.forEachInterrupted("n", (slot, call) -> grown.free(slot));
        OpenCalls large = OpenCalls.open(files, 10);
        assertThat(large.capacity()).isEqualTo(10);
        for (int i = 0; i < 10; i++) {
            large.open(records.next().start());
        }
        OpenCalls shrunk = OpenCalls.open(files, 3);
        assertThat(shrunk.capacity()).isEqualTo(3);
        List<Integer> slots = new ArrayList<>();
        shrunk.forEachInterrupted("n", (slot, call) -> slots.add(slot));
        assertThat(slots).hasSize(10);
        slots.forEach(shrunk::free);
        assertThat(shrunk.size()).isZero();
    }

    @Test
    void freesASlotThatMakesNoSense() throws Exception {
        OpenCalls before = OpenCalls.open(files, 4);
        before.open(records.next().start());
        files.memory("open-calls.map")
                .asSlice(3 * OpenCallSlot.BYTES, OpenCallSlot.BYTES)
                .fill((byte) 1);
        files.memory("open-calls.map").set(java.lang.foreign.ValueLayout.JAVA_INT, 3 * OpenCallSlot.BYTES, 1);
        OpenCalls calls = OpenCalls.open(files, 4);
        assertThat(calls.size()).isEqualTo(2);
        List<Integer> slots = new ArrayList<>();
        calls.forEachInterrupted("n", (slot, call) -> slots.add(slot));
        assertThat(slots).hasSize(1);
        assertThat(calls.size()).isEqualTo(1);
    }

    private Map<Integer, InterruptedCall> interrupted() throws Exception {
        Map<Integer, InterruptedCall> left = new LinkedHashMap<>();
        OpenCalls.open(files.afterKill(), 1).forEachInterrupted("after", left::put);
        return left;
    }

    /** What a slot keeps of a start: not the node and the name that the caller wrote. */
    private static CallStart expected(CallStart start) {
        return new CallStart(
                start.id(),
                "after",
                start.startedAt(),
                start.organization(),
                start.project(),
                start.key(),
                start.user(),
                start.endpoint(),
                start.mode(),
                start.stream(),
                start.model(),
                start.model(),
                start.promptBytes(),
                start.tags());
    }

    private static Price price(UsageUnit unit, Mode mode, String unitPrice) {
        return Price.configured("m", unit, mode, new BigDecimal(unitPrice), UsageRecords.EUR);
    }
}
