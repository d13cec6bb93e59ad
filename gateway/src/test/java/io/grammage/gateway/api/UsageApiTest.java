package io.grammage.gateway.api;

import static io.grammage.gateway.api.SampleUsage.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grammage.footprint.Impacts;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.ledger.Footprint;
import io.grammage.gateway.ledger.UsageRecord;
import io.grammage.gateway.store.sqlite.SqliteDatabase;
import io.grammage.gateway.store.sqlite.SqliteUsageStore;
import io.grammage.gateway.testing.ManualClock;
import io.grammage.gateway.testing.SampleIdentities;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UsageApiTest {
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Instant TODAY = NOW.minus(Duration.ofHours(1));
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));

    @TempDir
    private Path directory;

    private SqliteDatabase database;
    private SqliteUsageStore store;
    private ApiServer server;

    @BeforeEach
    void start() {
        database = SqliteDatabase.open(directory);
        store = new SqliteUsageStore(database);
        ManualClock clock = new ManualClock(NOW);
        server = new ApiServer(
                clock, new UsageApi(store, () -> SampleUsage.CATALOG, SampleIdentities::identities, clock).routes());
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void answersAsTheDescriptionSaysEvenWithoutAnyCall() {
        for (String path : List.of("/v1/usage", "/v1/me/usage", "/v1/usage/records")) {
            HttpResponse<String> answer = server.get(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            ApiSchemas.checkAnswer(path, 200, answer.body());
            assertThat(EXACT.readTree(answer.body()).path("data").isEmpty()).isTrue();
        }
    }

    @Test
    void answersAsTheDescriptionSaysForCallsOfEveryKind() {
        insertEveryKind();
        for (String path : List.of("/v1/usage", "/v1/me/usage", "/v1/usage/records")) {
            HttpResponse<String> answer = server.get(path);
            ApiSchemas.checkAnswer(path, 200, answer.body());
            assertThat(EXACT.readTree(answer.body()).path("data").isEmpty()).isFalse();
        }
    }

    @Test
    void sumsADayToTheLastDecimal() {
        UsageRecord one = SampleUsage.chat(1, TODAY, TokenCounts.of(1_001, 333));
        UsageRecord other = SampleUsage.estimatedChat(2, TODAY, TokenCounts.of(7, 59));
        store.insert(List.of(one, other, SampleUsage.failedChat(3, TODAY), SampleUsage.embedding(4, TODAY, 600)));

        JsonNode page = json("/v1/usage");
        JsonNode day = page.path("data").path(0);

        assertThat(page.path("total").intValue()).isEqualTo(1);
        assertThat(day.path("start_time").longValue())
                .isEqualTo(Instant.parse("2026-11-21T00:00:00Z").getEpochSecond());
        assertThat(day.path("end_time").longValue())
                .isEqualTo(Instant.parse("2026-11-22T00:00:00Z").getEpochSecond());
        assertThat(day.path("requests").intValue()).isEqualTo(3);
        assertThat(day.path("prompt_tokens").longValue()).isEqualTo(1_608);
        assertThat(day.path("completion_tokens").longValue()).isEqualTo(392);
        assertThat(day.path("total_tokens").longValue()).isEqualTo(2_000);
        // 1,008 tokens at 0.15 and 392 at 0.60 per million
        assertThat(day.path("cost").decimalValue()).isEqualTo(new BigDecimal("0.0003864"));
        assertThat(day.path("charges").toString()).isEqualTo("[{\"currency\":\"EUR\",\"amount\":0.0003864}]");
        Impacts sum = impacts(one).plus(impacts(other));
        assertThat(day.path("impacts").path("kWh").doubleValue())
                .isCloseTo(sum.energy().middle(), within(1e-18));
        assertThat(day.path("impacts").path("kgCO2eq").doubleValue())
                .isCloseTo(sum.gwp().total().middle(), within(1e-18));
        assertThat(day.path("footprint").path("energy_kwh").path("max").doubleValue())
                .isCloseTo(sum.energy().max(), within(1e-18));
        assertThat(day.path("shares").path("estimated").doubleValue()).isEqualTo(66 / 2_000.0);
        assertThat(day.path("shares").path("weighed").doubleValue()).isEqualTo(1_400 / 2_000.0);
        assertThat(day.path("shares").path("priced").doubleValue()).isEqualTo(1_400 / 2_000.0);
    }

    @Test
    void writesMoneyWithMoreDigitsThanADoubleHolds() {
        store.insert(List.of(SampleUsage.chat(1, TODAY, TokenCounts.of(9_007_199_254_740_991L, 0))));

        String exact = "1351079888.21114865";
        assertThat(server.get("/v1/usage").body())
                .contains("\"cost\":" + exact + ",")
                .contains("\"amount\":" + exact + "}");
        assertThat(server.get("/v1/usage/records").body())
                .contains("\"cost\":" + exact + ",")
                .contains("\"amount\":" + exact + "}");
        assertThat(server.get("/v1/me/usage").body()).contains("\"cost\":" + exact + ",");
    }

    @Test
    void saysThatNothingWasWeighedInsteadOfZero() {
        store.insert(List.of(SampleUsage.embedding(1, TODAY, 600)));

        JsonNode day = json("/v1/usage").path("data").path(0);

        assertThat(day.path("footprint").isNull()).isTrue();
        assertThat(day.path("shares").path("weighed").doubleValue()).isZero();
        assertThat(day.path("shares").path("priced").doubleValue()).isZero();
        assertThat(day.path("cost").decimalValue()).isEqualByComparingTo("0");
    }

    @Test
    void listsDaysNewestFirstAndPagesOverThem() {
        for (int day = 0; day < 15; day++) {
            store.insert(List.of(SampleUsage.chat(day, TODAY.minus(Duration.ofDays(day)), TokenCounts.of(day, 1))));
        }

        assertThat(prompts("/v1/usage")).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(prompts("/v1/usage?offset=12&limit=2")).containsExactly(12L, 13L);
        assertThat(prompts("/v1/usage?offset=14")).containsExactly(14L);
        assertThat(prompts("/v1/usage?offset=15")).isEmpty();
        assertThat(json("/v1/usage?offset=12&limit=2").path("total").intValue()).isEqualTo(15);
    }

    @Test
    void leavesOutDaysWithoutASuccessfulCall() {
        store.insert(List.of(SampleUsage.failedChat(1, TODAY), SampleUsage.chat(2, YESTERDAY, TokenCounts.of(5, 5))));

        assertThat(prompts("/v1/usage")).containsExactly(5L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/usage", "/v1/me/usage", "/v1/usage/records"})
    void showsNothingOfOtherProjectsAndOrganizations(String path) {
        store.insert(List.of(SampleUsage.foreign(1, TODAY, false), SampleUsage.foreign(2, TODAY, true)));

        assertThat(json(path).path("data").isEmpty()).isTrue();
        assertThat(server.get("/" + SampleIdentities.OTHER_PROJECT + path).statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "endpoint=/v1/embeddings, 600",
        "endpoint=/v1/chat/completions, 100",
        "models=example-embed, 600",
        "models=example, 100",
        "models=example-35b&models=example-embed, 700",
        "models=none, 0",
        "key_id=00000000-0000-0001-0000-000000000005, 600",
        "key_id=00000000-0000-0001-0000-000000000004, 100",
        "start_time=1795251600, 700",
        "start_time=1795255200, 0",
        "end_time=1795251600, 0"
    })
    void filtersDaysAndRecordsAlike(String filter, long expected) {
        store.insert(List.of(SampleUsage.chat(1, TODAY, TokenCounts.of(100, 1)), SampleUsage.embedding(2, TODAY, 600)));

        assertThat(prompts("/v1/usage?" + filter).stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(expected);
        long inRecords = 0;
        for (JsonNode call : json("/v1/usage/records?" + filter).path("data")) {
            inRecords += call.path("tokens").path("input").longValue();
        }
        assertThat(inRecords).isEqualTo(expected);
    }

    @Test
    void coversThirtyDaysUnlessToldOtherwise() {
        store.insert(List.of(
                SampleUsage.chat(1, NOW, TokenCounts.of(1, 1)),
                SampleUsage.chat(2, NOW.minus(Duration.ofDays(29)), TokenCounts.of(2, 1)),
                SampleUsage.chat(3, NOW.minus(Duration.ofDays(31)), TokenCounts.of(3, 1))));

        assertThat(prompts("/v1/usage")).containsExactly(1L, 2L);
        assertThat(json("/v1/usage/records").path("data").size()).isEqualTo(2);
        long early = NOW.minus(Duration.ofDays(40)).getEpochSecond();
        assertThat(prompts("/v1/usage?start_time=" + early)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void tellsEverythingOfARecord() {
        UsageRecord call =
                SampleUsage.chat(1, Instant.parse("2026-11-21T09:00:00.000120Z"), new TokenCounts(10, 4, 3, 2, 50, 20));
        store.insert(List.of(call));

        JsonNode json = json("/v1/usage/records").path("data").path(0);

        assertThat(json.path("id").stringValue()).isEqualTo(call.id().toString());
        assertThat(json.path("started_at").stringValue()).isEqualTo("2026-11-21T09:00:00.000120Z");
        assertThat(json.path("requested_model").stringValue()).isEqualTo("example");
        assertThat(json.path("tokens").toString())
                .isEqualTo("{\"input\":10,\"cached_input\":4,\"cache_write\":3,\"audio_input\":2,\"output\":50,"
                        + "\"reasoning\":20,\"total\":69}");
        assertThat(json.path("latency_ms").decimalValue()).isEqualTo(new BigDecimal("1234.567"));
        assertThat(json.path("time_to_first_token_ms").decimalValue()).isEqualTo(new BigDecimal("230.4"));
        assertThat(json.path("cost").decimalValue()).isEqualTo(new BigDecimal("0.0000315"));
        assertThat(json.path("charges").path(0).path("amount").decimalValue()).isEqualTo(new BigDecimal("0.0000015"));
        assertThat(json.path("charges").path(1).path("price").isNull()).isTrue();
        assertThat(json.path("footprint").path("status").stringValue()).isEqualTo("estimated");
        assertThat(json.path("footprint").path("zone").stringValue()).isEqualTo("WOR");
        assertThat(json.path("footprint").path("gwp_kgco2eq").path("max").doubleValue())
                .isEqualTo(impacts(call).gwp().total().max());
        assertThat(json.path("attempts").toString())
                .isEqualTo("[{\"provider\":\"example-35b-2\",\"status\":503,\"failure\":\"status\",\"offset_ms\":1.5,"
                        + "\"duration_ms\":20.0}]");
        assertThat(json.path("tags").toString()).isEqualTo("{\"team\":\"docs\"}");
    }

    @Test
    void writesTheTimeOfAFullSecondWithMicrosecondsToo() {
        store.insert(List.of(SampleUsage.chat(1, TODAY, TokenCounts.of(1, 1))));

        assertThat(json("/v1/usage/records")
                        .path("data")
                        .path(0)
                        .path("started_at")
                        .stringValue())
                .isEqualTo("2026-11-21T09:00:00.000000Z");
    }

    @Test
    void pagesOverRecordsExactlyOnceWhileNewOnesArrive() {
        List<UsageRecord> calls = new ArrayList<>();
        for (int number = 0; number < 25; number++) {
            calls.add(SampleUsage.chat(number, TODAY.plusMillis(number / 3), TokenCounts.of(number, 1)));
        }
        store.insert(calls);
        String start = "/v1/usage/records?limit=7&start_time="
                + NOW.minus(Duration.ofDays(1)).getEpochSecond();

        Set<String> seen = new HashSet<>();
        int pages = 0;
        String path = start;
        while (path != null) {
            JsonNode page = json(path);
            for (JsonNode call : page.path("data")) {
                assertThat(seen.add(call.path("id").stringValue())).isTrue();
            }
            store.insert(List.of(SampleUsage.chat(100 + pages, NOW.minusSeconds(1), TokenCounts.of(1, 1))));
            pages++;
            path = page.path("next").isNull()
                    ? null
                    : start + "&after=" + page.path("next").stringValue();
        }

        assertThat(pages).isEqualTo(4);
        assertThat(seen).hasSize(25);
    }

    @Test
    void givesOlderClientsTheirShape() {
        insertEveryKind();

        JsonNode page = json("/v1/me/usage?limit=2&offset=1");

        assertThat(page.path("data").size()).isEqualTo(2);
        JsonNode call = page.path("data").path(1);
        assertThat(call.path("object").stringValue()).isEqualTo("me.usage");
        assertThat(call.path("key").stringValue()).isEqualTo("laptop");
        assertThat(call.path("created").longValue()).isEqualTo(YESTERDAY.getEpochSecond());
        assertThat(call.path("usage").path("metrics").toString()).isEqualTo("{\"latency\":1234,\"ttft\":230}");
        assertThat(call.path("usage").path("carbon").path("kWh").path("max").doubleValue())
                .isGreaterThan(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/usage?limit=0|limit|1 to 100",
                "/v1/usage?limit=101|limit|1 to 100",
                "/v1/usage?limit=ten|limit|1 to 100",
                "/v1/usage?offset=-1|offset|0 to 100000",
                "/v1/usage?limit=1&limit=2|limit|2 values",
                "/v1/usage?start_time=yesterday|start_time|a whole number",
                "/v1/usage?start_time=1795258800&end_time=1795258800|start_time|before",
                "/v1/usage?start_time=0|start_time|366 days",
                "/v1/usage?endpoint=/v1/rerank|endpoint|/v1/embeddings",
                "/v1/usage?key_id=7|key_id|UUID",
                "/v1/usage?end-time=1|end-time|start_time, end_time, endpoint, models, key_id, offset, limit",
                "/v1/usage/records?limit=1001|limit|1 to 1000",
                "/v1/usage/records?after=abc|after|answer before",
                "/v1/usage/records?after=gAAAAAAAAAAAAAAAAABwAIAAAAAAAAAA|after|answer before",
                "/v1/usage/records?outcome=fine|outcome|completed, rejected",
                "/v1/me/usage?offset=10001|offset|0 to 10000",
                "/v1/me/usage?models=a|models|not a parameter"
            })
    void refusesWrongParametersWithASentence(String path, String parameter, String expectation) {
        HttpResponse<String> answer = server.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        ApiSchemas.check("Error", answer.body());
        JsonNode error = EXACT.readTree(answer.body()).path("error");
        assertThat(error.path("param").stringValue()).isEqualTo(parameter);
        assertThat(error.path("message").stringValue())
                .contains("'" + parameter + "'")
                .contains(expectation);
    }

    private void insertEveryKind() {
        store.insert(List.of(
                SampleUsage.embedding(1, TODAY, 600),
                SampleUsage.failedChat(2, TODAY.minusSeconds(1)),
                SampleUsage.chat(3, YESTERDAY, TokenCounts.of(10, 20)),
                SampleUsage.estimatedChat(4, YESTERDAY.minusSeconds(1), TokenCounts.of(10, 20))));
    }

    private JsonNode json(String path) {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return EXACT.readTree(answer.body());
    }

    private List<Long> prompts(String path) {
        List<Long> prompts = new ArrayList<>();
        json(path)
                .path("data")
                .forEach(day -> prompts.add(day.path("prompt_tokens").longValue()));
        return prompts;
    }

    private static Impacts impacts(UsageRecord call) {
        return ((Footprint.Estimated) call.usage().footprint()).impacts();
    }
}
