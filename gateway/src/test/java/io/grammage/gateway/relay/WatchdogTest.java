package io.grammage.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.catalog.Timeouts;
import io.grammage.gateway.testing.ManualClock;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The timers are real and short; what time it is, the test says. */
class WatchdogTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofHours(1);

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final BlockingQueue<String> rung = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void barksWhenTheFirstByteIsLate() throws Exception {
        watch("dog", new Timeouts(LONG, SHORT, LONG, LONG));
        clock.advance(SHORT);
        assertThat(nextRung()).isEqualTo("dog: FIRST_BYTE");
    }

    @Test
    void countsGapsOnceTheAnswerFlows() throws Exception {
        Watchdog dog = watch("dog", new Timeouts(LONG, SHORT, SHORT.multipliedBy(3), LONG));
        clock.advance(SHORT.dividedBy(2));
        onLoop(dog::alive);
        clock.advance(SHORT.multipliedBy(2));
        onLoop(dog::alive);
        // Later than the bound on the first byte, and than a gap ago, but the gap itself is not over.
        clock.advance(SHORT.multipliedBy(2));
        letTimersRing(SHORT.multipliedBy(5));
        assertThat(rung).isEmpty();

        clock.advance(SHORT);
        assertThat(nextRung()).isEqualTo("dog: IDLE");
    }

    @Test
    void endsWhatGoesOnForTooLongHoweverLively() throws Exception {
        Watchdog dog = watch("dog", new Timeouts(LONG, LONG, LONG, SHORT.multipliedBy(2)));
        for (int i = 0; i < 4; i++) {
            clock.advance(SHORT.dividedBy(2));
            onLoop(dog::alive);
        }
        assertThat(nextRung()).isEqualTo("dog: TOTAL");
    }

    @Test
    void blamesNobodyForTheGapWhileTheCallerCatchesUp() throws Exception {
        Watchdog dog = watch("dog", new Timeouts(LONG, LONG, SHORT, LONG));
        onLoop(dog::alive);
        onLoop(dog::hold);
        clock.advance(SHORT.multipliedBy(4));
        letTimersRing(SHORT.multipliedBy(4));
        assertThat(rung).isEmpty();

        onLoop(dog::alive);
        clock.advance(SHORT);
        assertThat(nextRung()).isEqualTo("dog: IDLE");
    }

    @Test
    void saysNothingAfterItWasStopped() throws Exception {
        Watchdog stopped = watch("stopped", new Timeouts(LONG, SHORT, LONG, LONG));
        watch("watching", new Timeouts(LONG, SHORT, LONG, LONG));
        onLoop(stopped::stop);
        onLoop(stopped::stop);
        clock.advance(SHORT);
        assertThat(nextRung()).isEqualTo("watching: FIRST_BYTE");
        assertThat(rung).isEmpty();
    }

    @Test
    void rangBeforeTheTimeItLooksAgainAndRingsOnce() throws Exception {
        watch("dog", new Timeouts(LONG, SHORT, LONG, LONG));
        letTimersRing(SHORT.multipliedBy(3));
        assertThat(rung).isEmpty();
        clock.advance(SHORT);
        assertThat(nextRung()).isEqualTo("dog: FIRST_BYTE");
        watch("other", new Timeouts(LONG, SHORT, LONG, LONG));
        clock.advance(SHORT);
        assertThat(nextRung()).isEqualTo("other: FIRST_BYTE");
        assertThat(rung).isEmpty();
    }

    @Test
    void namesTheBoundsAsRecordsDo() {
        assertThat(Watchdog.Bound.FIRST_BYTE.failure()).isEqualTo("first_byte_timeout");
        assertThat(Watchdog.Bound.IDLE.failure()).isEqualTo("idle_timeout");
        assertThat(Watchdog.Bound.TOTAL.failure()).isEqualTo("total_timeout");
    }

    private Watchdog watch(String name, Timeouts timeouts) throws Exception {
        return onLoop(() -> new Watchdog(vertx, clock, timeouts, bound -> rung.add(name + ": " + bound)));
    }

    /** Timers ring in the order in which they are due: when this one has, so have all before it. */
    private void letTimersRing(Duration until) throws Exception {
        CompletableFuture<Long> rang = new CompletableFuture<>();
        loop.runOnContext(turn -> vertx.setTimer(until.toMillis(), rang::complete));
        rang.get(20, TimeUnit.SECONDS);
    }

    private String nextRung() throws InterruptedException {
        String next = rung.poll(20, TimeUnit.SECONDS);
        return next == null ? "nobody" : next;
    }

    private void onLoop(Runnable task) throws Exception {
        onLoop(() -> {
            task.run();
            return "done";
        });
    }

    private <T> T onLoop(Callable<T> task) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.runOnContext(turn -> {
            try {
                result.complete(task.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result.get(20, TimeUnit.SECONDS);
    }
}
