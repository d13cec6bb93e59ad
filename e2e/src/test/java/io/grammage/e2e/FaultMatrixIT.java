package io.grammage.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hundreds of concurrent calls to which everything happens that can: each is in the ledger once, as what it was, with the
 * counts that the simulator's own log knows.
 */
@Timeout(300)
class FaultMatrixIT {
    private static final int CALLS = 400;
    private static final int CONCURRENT = 200;
    private static final long SEED = 20_261_121;

    @TempDir
    Path directory;

    /** What happens to a call, and what must be recorded of it. */
    private enum Fault {
        /** Nothing. */
        NONE("completed", true, ""),
        PLAIN("completed", true, ""),
        USAGE_NOT_ASKED("completed", true, ""),
        USAGE_CUMULATIVE("completed", true, "usage cumulative"),
        USAGE_IN_THE_LAST("completed", true, "usage last"),
        USAGE_ZERO("completed", true, "usage zero"),
        USAGE_MISSING("completed", false, "usage missing"),
        PLAIN_USAGE_MISSING("completed", false, "usage missing"),
        CALLER_LEAVES("client_gone", false, "output-tokens 60 hang-after-events 30"),
        CALLER_LEAVES_CUMULATIVE("client_gone", true, "output-tokens 60 hang-after-events 30 usage cumulative"),
        UPSTREAM_CLOSES("upstream_failed", false, "cut-after-events 9"),
        UPSTREAM_RESETS("upstream_failed", false, "cut-after-events 9 cut-how reset"),
        UPSTREAM_HANGS("timed_out", false, "hang-after-events 5"),
        ERROR_IN_THE_MIDDLE("upstream_failed", false, "error-event 6"),
        RATE_LIMITED_FIRST("completed", true, "status 429 attempts 1"),
        FAILED_FIRST("completed", true, "status 500 attempts 1"),
        ERROR_EVENT_FIRST("completed", true, "error-event first attempts 1"),
        PLAIN_BROKEN_FIRST("completed", true, "cut-after-bytes 20 cut-how reset attempts 1"),
        REJECTED("rejected", true, "status 422");

        private final String outcome;
        private final boolean reported;
        /** Names and values in turn. */
        private final String knobs;

        Fault(String outcome, boolean reported, String knobs) {
            this.outcome = outcome;
            this.reported = reported;
            this.knobs = knobs;
        }

        boolean plain() {
            return name().startsWith("PLAIN") || this == REJECTED;
        }

        boolean leaves() {
            return name().startsWith("CALLER_LEAVES");
        }

        String[] headers() {
            if (knobs.isEmpty()) {
                return new String[0];
            }
            String[] headers = knobs.split(" ", -1);
            for (int i = 0; i < headers.length; i += 2) {
                headers[i] = "x-simulator-" + headers[i];
            }
            return headers;
        }
    }

    private record Made(Fault fault, StreamedCall call) {}

    @Test
    void everyCallIsInTheLedgerOnceAsWhatItWas() throws Exception {
        Path log = directory.resolve("simulator.log");
        Map<String, JsonNode> records = new HashMap<>();
        List<Made> made;
        try (ProductProcess simulator = Product.simulate("--log", log.toString());
                ProductProcess gateway = Product.serve(
                        directory.resolve("data"), Product.config(directory, config(simulator.baseUrl())));
                Caller caller = new Caller(gateway.baseUrl(), Product.KEY)) {
            made = makeCalls(caller);
            Records.await("all records", () -> Records.all(caller).size() >= CALLS);
            for (JsonNode record : Records.all(caller)) {
                JsonNode twice = records.put(record.path("id").asString(), record);
                assertThat(twice).as("a second record of a call").isNull();
            }
            assertThat(caller.json("/health/ready")
                            .path("journal")
                            .path("records")
                            .asLong())
                    .isZero();
        }
        assertThat(records).hasSize(CALLS);
        SimulatorOracle oracle = new SimulatorOracle(log);
        assertThat(oracle.calls())
                .as("every call that reached the provider is recorded")
                .isSubsetOf(records.keySet());
        for (Made each : made) {
            check(each, requireNonNull(records.get(each.call().id()), each.toString()), oracle);
        }
        try (ProductProcess verify = Product.run(
                "ledger", "verify", "--data", directory.resolve("data").toString())) {
            assertThat(verify.await()).as(verify.output()).isZero();
        }
    }

    private static String config(String simulator) {
        String provider = "{type: simulator, url: %s, model_name: up, timeouts: {idle: 5s},".formatted(simulator)
                + " circuit_breaker: {window: 64, minimum_calls: 64, failure_percent: 100}}";
        return """
                models:
                  - name: m
                    type: text-generation
                    prices: {input: 1, output: 2}
                    retries: {rounds: 0}
                    providers:
                      - %s
                      - %s
                """.formatted(provider, provider);
    }

    private static List<Made> makeCalls(Caller caller) throws InterruptedException, ExecutionException {
        SplittableRandom random = new SplittableRandom(SEED);
        Semaphore places = new Semaphore(CONCURRENT);
        List<Future<Made>> pending = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLS; i++) {
                Fault fault = Fault.values()[i % Fault.values().length];
                int leaveAfter = fault.leaves() ? random.nextInt(1, 25) : -1;
                int words = random.nextInt(60, 120);
                pending.add(callers.submit(() -> {
                    places.acquire();
                    try {
                        return new Made(fault, call(caller, fault, leaveAfter, words));
                    } finally {
                        places.release();
                    }
                }));
            }
        }
        List<Made> made = new ArrayList<>();
        for (Future<Made> each : pending) {
            made.add(each.get());
        }
        return made;
    }

    private static StreamedCall call(Caller caller, Fault fault, int leaveAfter, int words) {
        String chat = Caller.chat("m", "a prompt of some length");
        String maximum = chat.substring(0, chat.length() - 1) + ",\"max_tokens\":" + words;
        if (fault.plain()) {
            HttpResponse<String> answer = caller.post(Caller.CHAT, maximum + "}", fault.headers());
            String content = answer.statusCode() == 200
                    ? JsonMapper.shared()
                            .readTree(answer.body())
                            .path("choices")
                            .path(0)
                            .path("message")
                            .path("content")
                            .asString()
                    : "";
            return new StreamedCall(
                    answer.headers().firstValue("x-request-id").orElseThrow(),
                    answer.statusCode(),
                    0,
                    content.length(),
                    true,
                    false);
        }
        String usage = fault == Fault.USAGE_NOT_ASKED ? "" : ",\"stream_options\":{\"include_usage\":true}";
        return StreamedCall.make(caller, maximum + ",\"stream\":true" + usage + "}", leaveAfter, fault.headers());
    }

    private static void check(Made made, JsonNode record, SimulatorOracle oracle) {
        Fault fault = made.fault();
        StreamedCall call = made.call();
        String about = made + " recorded as " + record;
        JsonNode sent = requireNonNull(oracle.lastTry(call.id()), about);
        assertThat(record.path("outcome").asString()).as(about).isEqualTo(fault.outcome);
        assertThat(call.done()).as(about).isEqualTo(fault.outcome.equals("completed") || fault == Fault.REJECTED);
        assertThat(record.path("attempts").size())
                .as(about)
                .isEqualTo(fault.name().endsWith("_FIRST") ? 1 : 0);
        long input = record.path("tokens").path("input").asLong();
        long output = record.path("tokens").path("output").asLong();
        if (fault == Fault.REJECTED || fault == Fault.USAGE_ZERO) {
            assertThat(input + output).as(about).isZero();
            return;
        }
        assertThat(record.path("count_source").asString())
                .as(about)
                .isEqualTo(fault.reported ? "reported" : "estimated");
        if (fault.reported && !fault.leaves()) {
            assertThat(input).as(about).isEqualTo(sent.path("prompt_tokens").asLong());
            assertThat(output).as(about).isEqualTo(sent.path("output_tokens").asLong());
        } else if (fault.plain()) {
            assertThat(output).as(about).isPositive();
        } else if (fault.reported) {
            assertThat(input).as(about).isEqualTo(sent.path("prompt_tokens").asLong());
            assertThat(output)
                    .as(about)
                    .isBetween(
                            (long) call.contentEvents(),
                            sent.path("output_tokens").asLong());
        } else {
            assertThat(output).as(about).isBetween(call.estimateMin(), SimulatorOracle.estimateMax(sent));
        }
    }
}
