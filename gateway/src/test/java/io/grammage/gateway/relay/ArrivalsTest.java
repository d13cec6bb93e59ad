package io.grammage.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.testing.ManualClock;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final Duration BOUND = Duration.ofMillis(40);

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final Arrivals arrivals = new Arrivals(vertx, clock, BOUND);
    private final BlockingQueue<String> late = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void tellsEachThatIsLateOnceAndInOrder() throws Exception {
        onLoop(() -> {
            arrivals.begin(arrival("first"));
            clock.advance(BOUND.dividedBy(2));
            arrivals.begin(arrival("second"));
            clock.advance(BOUND.dividedBy(2));
        });
        assertThat(nextLate()).isEqualTo("first");

        clock.advance(BOUND.dividedBy(2));
        assertThat(nextLate()).isEqualTo("second");
        assertThat(late).isEmpty();
    }

    @Test
    void saysNothingOfThoseThatEnded() throws Exception {
        Arrivals.Arrival whole = arrival("whole");
        onLoop(() -> {
            arrivals.begin(whole);
            arrivals.begin(arrival("slow"));
            arrivals.end(whole);
            arrivals.end(whole);
            clock.advance(BOUND);
        });
        assertThat(nextLate()).isEqualTo("slow");
        assertThat(late).isEmpty();
    }

    @Test
    void watchesOnAfterAllHaveEnded() throws Exception {
        Arrivals.Arrival whole = arrival("whole");
        onLoop(() -> {
            arrivals.begin(whole);
            arrivals.end(whole);
            clock.advance(BOUND.multipliedBy(3));
            arrivals.begin(arrival("slow"));
            clock.advance(BOUND);
        });
        assertThat(nextLate()).isEqualTo("slow");
        onLoop(() -> {
            arrivals.begin(arrival("slow again"));
            clock.advance(BOUND);
        });
        assertThat(nextLate()).isEqualTo("slow again");
    }

    private Arrivals.Arrival arrival(String name) {
        return () -> late.add(name);
    }

    private String nextLate() throws InterruptedException {
        String name = late.poll(20, TimeUnit.SECONDS);
        return name == null ? "nobody" : name;
    }

    private void onLoop(Runnable task) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.runOnContext(turn -> {
            task.run();
            done.complete(null);
        });
        done.get(20, TimeUnit.SECONDS);
    }
}
