package io.grammage.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The gateway is killed again and again, at moments drawn by chance, while callers call. Whoever held a complete answer finds
 * it in the ledger, once; every other call that a provider saw is there once too, as interrupted or as what it was.
 * {@code -Dgrammage.kills=50} sets how often.
 */
@Timeout(900)
class KillIT {
    private static final int KILLS = Integer.getInteger("grammage.kills", 8);
    private static final int CALLERS = 16;
    private static final long SEED = 9_2026;

    @TempDir
    Path directory;

    private final Set<String> completed = ConcurrentHashMap.newKeySet();
    private final Map<String, StreamedCall> begun = new ConcurrentHashMap<>();

    @Test
    void losesAndDoublesNothing() throws Exception {
        Path log = directory.resolve("simulator.log");
        Path data = directory.resolve("data");
        SplittableRandom random = new SplittableRandom(SEED);
        Map<String, JsonNode> records = new HashMap<>();
        try (ProductProcess simulator = Product.simulate("--log", log.toString())) {
            Path config = Product.config(directory, config(simulator.baseUrl()));
            for (int i = 0; i < KILLS; i++) {
                try (ProductProcess gateway = Product.serve(data, config)) {
                    callUntilKilled(gateway, random.nextInt(1, 150), random.nextInt(0, 40));
                }
            }
            try (ProductProcess gateway = Product.serve(data, config);
                    Caller caller = new Caller(gateway.baseUrl(), Product.KEY)) {
                Records.await(
                        "the journal to be drained",
                        () -> caller.json("/health/ready")
                                        .path("journal")
                                        .path("records")
                                        .asLong()
                                == 0);
                for (JsonNode record : Records.all(caller)) {
                    assertThat(records.put(record.path("id").asString(), record))
                            .as("a second record of a call")
                            .isNull();
                }
            }
        }
        check(records, new SimulatorOracle(log));
        try (ProductProcess verify = Product.run("ledger", "verify", "--data", data.toString())) {
            assertThat(verify.await()).as(verify.output()).isZero();
            assertThat(verify.output()).contains("no difference");
        }
    }

    private static String config(String simulator) {
        return """
                models:
                  - name: m
                    type: text-generation
                    prices: {input: 1, output: 2}
                    providers: [{type: simulator, url: %s, model_name: up}]
                """.formatted(simulator);
    }

    private void callUntilKilled(ProductProcess gateway, int afterCalls, int andMillis) throws InterruptedException {
        AtomicBoolean killed = new AtomicBoolean();
        String url = gateway.baseUrl();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                boolean streams = i % 2 == 0;
                callers.execute(() -> {
                    try (Caller caller = new Caller(url, Product.KEY)) {
                        while (!killed.get()) {
                            call(caller, streams);
                        }
                    } catch (UncheckedIOException e) {
                        // Killed in the middle of a plain call, or before the next: there is nobody to call any more.
                        assertThat(e.getCause()).isNotNull();
                    }
                });
            }
            int before = completed.size();
            Records.await("calls to be answered", () -> completed.size() >= before + afterCalls);
            TimeUnit.MILLISECONDS.sleep(andMillis);
            gateway.kill();
            killed.set(true);
        }
    }

    private void call(Caller caller, boolean streams) {
        String chat = Caller.chat("m", "hello");
        if (streams) {
            String body = chat.substring(0, chat.length() - 1) + ",\"stream\":true,\"max_tokens\":40}";
            StreamedCall call = StreamedCall.make(caller, body, -1, "x-simulator-tokens-per-second", "400");
            if (call.done()) {
                completed.add(call.id());
            }
            if (!call.id().isEmpty()) {
                begun.put(call.id(), call);
            }
        } else {
            HttpResponse<String> answer = caller.post(Caller.CHAT, chat);
            if (answer.statusCode() == 200) {
                completed.add(answer.headers().firstValue("x-request-id").orElseThrow());
            }
        }
    }

    private void check(Map<String, JsonNode> records, SimulatorOracle oracle) {
        assertThat(completed).as("calls completed").hasSizeGreaterThanOrEqualTo(KILLS);
        assertThat(records.keySet()).as("answered calls").containsAll(completed);
        assertThat(records.keySet()).as("begun streams").containsAll(begun.keySet());
        assertThat(records.keySet()).as("calls that the provider saw").containsAll(oracle.calls());
        int interrupted = 0;
        for (Map.Entry<String, JsonNode> each : records.entrySet()) {
            JsonNode record = each.getValue();
            String about = each + " seen as " + begun.get(each.getKey());
            String outcome = record.path("outcome").asString();
            JsonNode sent = oracle.lastTry(each.getKey());
            if (completed.contains(each.getKey())) {
                assertThat(outcome).as(about).isEqualTo("completed");
            }
            if (outcome.equals("completed")) {
                assertThat(record.path("count_source").asString()).as(about).isEqualTo("reported");
                assertThat(record.path("tokens").path("input").asLong())
                        .as(about)
                        .isEqualTo(requireNonNull(sent, about)
                                .path("prompt_tokens")
                                .asLong());
                assertThat(record.path("tokens").path("output").asLong())
                        .as(about)
                        .isEqualTo(sent.path("output_tokens").asLong());
            } else {
                assertThat(outcome).as(about).isEqualTo("interrupted");
                interrupted++;
                checkInterrupted(record, begun.get(each.getKey()), sent, about);
            }
        }
        assertThat(interrupted).as("calls that a kill interrupted").isPositive();
        System.out.println(KILLS + " kills: " + completed.size() + " calls answered, " + records.size() + " recorded, "
                + interrupted + " interrupted");
    }

    private static void checkInterrupted(
            JsonNode record, @Nullable StreamedCall seen, @Nullable JsonNode sent, String about) {
        assertThat(record.path("count_source").asString()).as(about).isIn("estimated", "none");
        long output = record.path("tokens").path("output").asLong();
        if (sent == null) {
            return;
        }
        // The last event may have told the usage, which then counts exactly.
        long exact = sent.path("output_tokens").asLong();
        if (seen != null) {
            assertThat(output).as(about).isGreaterThanOrEqualTo(Math.min(seen.estimateMin(), exact));
        }
        if (sent.path("stream").asBoolean()) {
            assertThat(output).as(about).isLessThanOrEqualTo(Math.max(SimulatorOracle.estimateMax(sent), exact));
        }
    }
}
