package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What answers say, what the ledger holds and what is summed from it, after a thousand concurrent calls. */
class LedgerIT {
    private static final int CALLS = 1_000;
    private static final int CONCURRENT = 100;
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @TempDir
    Path data;

    /** What is compared: all of it exact but for impacts, which are doubles that are printed and read back whole. */
    private record Figures(long input, long output, BigDecimal cost, double kwhMin, double kgMax) {}

    @Test
    void answersRecordsAndRollupsAgreeToTheLastDigit() throws Exception {
        Map<String, Figures> answered;
        Map<String, Figures> recorded;
        JsonNode days;
        try (ProductProcess gateway = Product.serve(data);
                Caller caller = new Caller(gateway.baseUrl(), Product.KEY)) {
            answered = call(caller);
            recorded = records(caller, CALLS);
            // Two where midnight comes in between.
            days = caller.json("/v1/usage").path("data");
        }

        assertThat(recorded).isEqualTo(answered);
        assertThat(sum(days, "requests")).isEqualByComparingTo(BigDecimal.valueOf(CALLS));
        assertThat(sum(days, "prompt_tokens"))
                .isEqualByComparingTo(BigDecimal.valueOf(
                        answered.values().stream().mapToLong(Figures::input).sum()));
        assertThat(sum(days, "completion_tokens"))
                .isEqualByComparingTo(BigDecimal.valueOf(
                        answered.values().stream().mapToLong(Figures::output).sum()));
        assertThat(sum(days, "cost"))
                .isEqualByComparingTo(
                        answered.values().stream().map(Figures::cost).reduce(BigDecimal.ZERO, BigDecimal::add));
        try (ProductProcess verify = Product.run("ledger", "verify", "--data", data.toString())) {
            assertThat(verify.await()).as(verify.output()).isZero();
            assertThat(verify.output()).contains("no difference").contains(Integer.toString(CALLS));
        }
    }

    private static BigDecimal sum(JsonNode days, String figure) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode day : EXACT.readTree(days.toString())) {
            sum = sum.add(day.path(figure).decimalValue());
        }
        return sum;
    }

    private static Map<String, Figures> call(Caller caller) {
        Semaphore slots = new Semaphore(CONCURRENT);
        List<CompletableFuture<HttpResponse<String>>> pending = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            slots.acquireUninterruptibly();
            String model = i % 3 == 0 ? "simulated-large" : "simulated-small";
            pending.add(caller.postLater(Caller.CHAT, Caller.chat(model, "sheet " + "x".repeat(i % 97)))
                    .whenComplete((response, failure) -> slots.release()));
        }
        Map<String, Figures> answered = new HashMap<>();
        for (CompletableFuture<HttpResponse<String>> each : pending) {
            HttpResponse<String> response = each.join();
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            JsonNode usage = EXACT.readTree(response.body()).path("usage");
            answered.put(
                    response.headers().firstValue("x-request-id").orElseThrow(),
                    new Figures(
                            usage.path("prompt_tokens").asLong(),
                            usage.path("completion_tokens").asLong(),
                            usage.path("cost").decimalValue().stripTrailingZeros(),
                            usage.path("carbon").path("kWh").path("min").asDouble(),
                            usage.path("carbon").path("kgCO2eq").path("max").asDouble()));
        }
        return answered;
    }

    /** Reads the ledger page by page, once all records are drained. */
    private static Map<String, Figures> records(Caller caller, int expected) throws InterruptedException {
        Map<String, Figures> recorded = new HashMap<>();
        for (int tries = 0; tries < 300 && recorded.size() < expected; tries++) {
            Thread.sleep(200);
            recorded.clear();
            readPages(caller, recorded);
        }
        return recorded;
    }

    private static void readPages(Caller caller, Map<String, Figures> recorded) {
        String after = "";
        do {
            JsonNode page = EXACT.readTree(
                    caller.get("/v1/usage/records?limit=300" + (after.isEmpty() ? "" : "&after=" + after))
                            .body());
            for (JsonNode record : page.path("data")) {
                recorded.put(record.path("id").asString(), figures(record));
            }
            after = page.path("next").isNull() ? "" : page.path("next").asString("");
        } while (!after.isEmpty());
    }

    private static Figures figures(JsonNode record) {
        JsonNode footprint = record.path("footprint");
        return new Figures(
                record.path("tokens").path("input").asLong(),
                record.path("tokens").path("output").asLong(),
                record.path("cost").decimalValue().stripTrailingZeros(),
                footprint.path("energy_kwh").path("min").asDouble(),
                footprint.path("gwp_kgco2eq").path("max").asDouble());
    }
}
