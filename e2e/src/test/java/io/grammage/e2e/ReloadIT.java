package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The configuration changes while calls are on their way. In generation {@code k} the model {@code m} is called
 * {@code u-k} at its provider, and a call of it costs {@code k} times {@link #UNIT}: an answer that mixed two generations
 * would show. There is room for few open calls, so that one that were not closed would show too.
 */
class ReloadIT {
    private static final int GENERATIONS = 12;
    private static final int CALLERS = 4;
    private static final BigDecimal UNIT = new BigDecimal("0.002");

    @TempDir
    Path directory;

    private final EchoUpstream upstream = new EchoUpstream();
    private ProductProcess gateway;
    private Caller caller;

    @BeforeEach
    void start() throws IOException {
        write(generation(1));
        gateway = Product.serve(directory.resolve("data"), directory.resolve("config.yml"));
        caller = new Caller(gateway.baseUrl(), Product.KEY);
    }

    @AfterEach
    void stop() {
        upstream.close();
        caller.close();
        gateway.close();
    }

    @Test
    void callsInFlightEndAsTheyBeganAndNoneIsDropped() throws Exception {
        CompletableFuture<HttpResponse<String>> plain =
                caller.postLater(Caller.CHAT, Caller.chat("m", EchoUpstream.HOLD));
        CompletableFuture<HttpResponse<String>> stream =
                caller.postLater(Caller.CHAT, streamed("m", EchoUpstream.HOLD));
        CompletableFuture<HttpResponse<String>> removed =
                caller.postLater(Caller.CHAT, Caller.chat("extra-1", EchoUpstream.HOLD));
        List<EchoUpstream.Held> held = List.of(upstream.nextHeld(), upstream.nextHeld(), upstream.nextHeld());

        List<EchoedCall> meanwhile = callWhileReloading();
        held.forEach(EchoUpstream.Held::release);

        List<EchoedCall> early = List.of(EchoedCall.of(plain.join()), EchoedCall.of(stream.join()));
        EchoedCall ofRemoved = EchoedCall.of(removed.join());
        assertThat(early).allSatisfy(call -> assertThat(call.upstreamModel()).isEqualTo("u-1"));
        assertThat(ofRemoved.model()).isEqualTo("extra-1");
        List<EchoedCall> ofM = new ArrayList<>(meanwhile);
        ofM.addAll(early);
        assertThat(ofM).allSatisfy(ReloadIT::isOfOneGeneration);

        List<EchoedCall> all = new ArrayList<>(ofM);
        all.add(ofRemoved);
        // Records are shown in the order in which calls end: when these are, all are.
        early.forEach(call -> caller.record(call.id()));
        caller.record(ofRemoved.id());
        assertThat(caller.allRecords()).hasSameSizeAs(all);
        try (ProductProcess verify = Product.run(
                "ledger", "verify", "--data", directory.resolve("data").toString())) {
            assertThat(verify.await()).as(verify.output()).isZero();
        }
    }

    /** Reloads again and again while callers call; what they were answered. */
    private List<EchoedCall> callWhileReloading() throws Exception {
        AtomicBoolean reloading = new AtomicBoolean(true);
        List<EchoedCall> calls = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<EchoedCall>>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                running.add(callers.submit(callUntilDone(reloading, i % 2 == 0)));
            }
            int line = 0;
            for (int k = 2; k <= GENERATIONS; k++) {
                write(generation(k));
                hangUp();
                line = gateway.awaitLine(line, "models added: extra-" + k + ";");
                EchoedCall first = EchoedCall.of(caller.post(Caller.CHAT, Caller.chat("m", "now")));
                assertThat(first.upstreamModel()).isEqualTo("u-" + k);
                calls.add(first);
                assertThat(caller.get("/v1/models/extra-" + k).statusCode()).isEqualTo(200);
                assertThat(caller.get("/v1/models/extra-" + (k - 1)).statusCode())
                        .isEqualTo(404);
            }
            reloading.set(false);
            for (Future<List<EchoedCall>> each : running) {
                assertThat(each.get()).isNotEmpty();
                calls.addAll(each.get());
            }
        }
        return calls;
    }

    private Callable<List<EchoedCall>> callUntilDone(AtomicBoolean going, boolean stream) {
        return () -> {
            List<EchoedCall> calls = new ArrayList<>();
            while (going.get()) {
                String body = stream ? streamed("m", "go") : Caller.chat("m", "go");
                calls.add(EchoedCall.of(caller.post(Caller.CHAT, body)));
            }
            return calls;
        };
    }

    private static void isOfOneGeneration(EchoedCall call) {
        assertThat(call.model()).isEqualTo("m");
        BigDecimal generation = new BigDecimal(call.upstreamModel().substring("u-".length()));
        assertThat(call.cost()).isEqualByComparingTo(UNIT.multiply(generation));
    }

    @Test
    void aBrokenFileChangesNothingAndTheLogSaysWhere() throws Exception {
        write(generation(2).replace("type: vllm, url", "type: vlm, url"));
        hangUp();

        int told = gateway.awaitLine(0, "The configuration in force stays");
        gateway.awaitLine(told, "config.yml:7:16: models[0].providers[0].type: vlm (expected: one of");
        assertThat(generationInForce()).isEqualTo(1);
        assertThat(EchoedCall.of(caller.post(Caller.CHAT, Caller.chat("m", "now")))
                        .upstreamModel())
                .isEqualTo("u-1");
        assertThat(caller.get("/v1/models/extra-2").statusCode()).isEqualTo(404);

        // Mended, it is found without a signal.
        write(generation(3));
        gateway.awaitLine(told, "models added: extra-3;");
        assertThat(generationInForce()).isEqualTo(2);
        assertThat(EchoedCall.of(caller.post(Caller.CHAT, Caller.chat("m", "now")))
                        .upstreamModel())
                .isEqualTo("u-3");
    }

    @Test
    void aSignalReadsTheFileEvenIfNothingChanged() throws Exception {
        hangUp();
        gateway.awaitLine(0, "The configuration was read again: nothing changed that takes effect now");
        assertThat(generationInForce()).isEqualTo(2);
    }

    @Test
    void recordsKeepThePriceOfTheirTime() throws Exception {
        EchoedCall before = EchoedCall.of(caller.post(Caller.CHAT, Caller.chat("m", "now")));
        write(generation(7));
        hangUp();
        gateway.awaitLine(0, "models added: extra-7;");
        EchoedCall after = EchoedCall.of(caller.post(Caller.CHAT, Caller.chat("m", "now")));

        for (EchoedCall call : List.of(before, after)) {
            JsonNode record = caller.record(call.id());
            assertThat(record.path("cost").decimalValue()).isEqualByComparingTo(call.cost());
            assertThat(record.path("upstream_model").asString()).isEqualTo(call.upstreamModel());
        }
        assertThat(priceIds(caller.record(before.id())))
                .doesNotContainAnyElementsOf(priceIds(caller.record(after.id())));
    }

    private static List<String> priceIds(JsonNode record) {
        List<String> ids = new ArrayList<>();
        record.path("charges").forEach(line -> ids.add(line.path("price").asString()));
        assertThat(ids).isNotEmpty();
        return ids;
    }

    private int generationInForce() {
        return caller.json("/health/ready").at("/configuration/generation").asInt();
    }

    private static String streamed(String model, String text) {
        return Caller.chat(model, text)
                .replace("{\"model\"", "{\"stream\":true,\"stream_options\":{\"include_usage\":true},\"model\"");
    }

    private String generation(int k) {
        return """
                ledger: {open_calls: 16}
                models:
                  - name: m
                    type: text-generation
                    prices: {input: %d, output: %d}
                    providers:
                      - {type: vllm, url: "%s", model_name: u-%d}
                  - name: extra-%d
                    type: text-generation
                    providers:
                      - {type: vllm, url: "%s", model_name: e-%d}
                """.formatted(k, 2 * k, upstream.url(), k, k, upstream.url(), k);
    }

    /** As a deployment does it: the new file takes the place of the old one in one step. */
    private void write(String yaml) throws IOException {
        Path next = Files.writeString(directory.resolve("next.yml"), yaml);
        Files.move(
                next,
                directory.resolve("config.yml"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private void hangUp() throws Exception {
        Process kill = new ProcessBuilder("kill", "-HUP", Long.toString(gateway.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
