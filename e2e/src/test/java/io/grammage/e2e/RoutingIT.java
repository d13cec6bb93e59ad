package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Which of several providers takes a call, by strategy and weight, over all event loops. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutingIT {
    private static final int CONCURRENT = 32;
    private static final int[] WEIGHTS = {1, 2, 5};
    private static final int WEIGHTS_SUM = 8;

    private final BlockingQueue<EchoUpstream.Held> held = new LinkedBlockingQueue<>();
    private final List<EchoUpstream> upstreams =
            List.of(new EchoUpstream(held), new EchoUpstream(held), new EchoUpstream(held));
    private ProductProcess gateway;
    private Caller caller;

    @BeforeAll
    void start(@TempDir Path directory) {
        StringBuilder yaml = new StringBuilder("server: {event_loops: 2}\nmodels:\n");
        for (String strategy : List.of("shuffle", "round_robin", "least_busy")) {
            yaml.append("  - name: " + strategy + "\n    type: text-generation\n    load_balancing_strategy: "
                    + strategy + "\n    providers:\n");
            for (int i = 0; i < WEIGHTS.length; i++) {
                yaml.append("      - {type: vllm, url: \"" + upstreams.get(i).url() + "\", model_name: u-" + i
                        + ", id: " + strategy + "-" + i + ", weight: " + WEIGHTS[i] + "}\n");
            }
        }
        gateway = Product.serve(directory.resolve("data"), Product.config(directory, yaml.toString()));
        caller = new Caller(gateway.baseUrl(), Product.KEY);
    }

    @AfterAll
    void stop() {
        upstreams.forEach(EchoUpstream::close);
        caller.close();
        gateway.close();
    }

    /** Six standard deviations: a right strategy fails once in 500 million runs, one that ignores weights always. */
    @Test
    void shuffleFollowsTheWeightsOnAverage() {
        int calls = 800;
        int[] taken = takenOf("shuffle", calls);

        for (int i = 0; i < WEIGHTS.length; i++) {
            double share = (double) WEIGHTS[i] / WEIGHTS_SUM;
            double deviation = Math.sqrt(calls * share * (1 - share));
            assertThat((double) taken[i])
                    .as("calls of the provider with weight %d", WEIGHTS[i])
                    .isBetween(calls * share - 6 * deviation, calls * share + 6 * deviation);
        }
    }

    @Test
    void roundRobinFollowsTheWeightsExactly() {
        for (int rounds : List.of(1, 1, 50)) {
            int[] taken = takenOf("round_robin", rounds * WEIGHTS_SUM);

            assertThat(taken)
                    .isEqualTo(
                            IntStream.of(WEIGHTS).map(weight -> rounds * weight).toArray());
        }
    }

    @Test
    void leastBusyFillsUpByWeightAndTurnsToWhomeverIsFree() {
        List<List<Waiting>> waiting = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < 3 * WEIGHTS_SUM; i++) {
            Waiting next = callThatWaits();
            waiting.get(next.by()).add(next);
        }
        assertThat(waiting.stream().mapToInt(List::size).toArray())
                .isEqualTo(IntStream.of(WEIGHTS).map(weight -> 3 * weight).toArray());

        for (int free : List.of(0, 2, 1, 1)) {
            waiting.get(free).removeFirst().end();
            Waiting next = callThatWaits();
            assertThat(next.by()).isEqualTo(free);
            waiting.get(free).add(next);
        }
        waiting.forEach(each -> each.forEach(Waiting::end));
    }

    /** A call that a provider holds. */
    private record Waiting(EchoUpstream.Held held, CompletableFuture<HttpResponse<String>> answer) {
        /** The index of the provider. */
        int by() {
            return Integer.parseInt(held.model().substring("u-".length()));
        }

        void end() {
            held.release();
            assertThat(EchoedCall.of(answer.join()).upstreamModel()).isEqualTo(held.model());
        }
    }

    private Waiting callThatWaits() {
        CompletableFuture<HttpResponse<String>> answer =
                caller.postLater(Caller.CHAT, Caller.chat("least_busy", EchoUpstream.HOLD));
        return new Waiting(upstreams.getFirst().nextHeld(), answer);
    }

    private int[] takenOf(String model, int calls) {
        int[] before = requests();
        Semaphore slots = new Semaphore(CONCURRENT);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            slots.acquireUninterruptibly();
            answers.add(caller.postLater(Caller.CHAT, Caller.chat(model, "go"))
                    .whenComplete((answer, failure) -> slots.release()));
        }
        answers.forEach(answer -> EchoedCall.of(answer.join()));
        return minus(requests(), before);
    }

    private int[] requests() {
        return upstreams.stream().mapToInt(EchoUpstream::requests).toArray();
    }

    private static int[] minus(int[] after, int[] before) {
        return IntStream.range(0, after.length).map(i -> after[i] - before[i]).toArray();
    }
}
