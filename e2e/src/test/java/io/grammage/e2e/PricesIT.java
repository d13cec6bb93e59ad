package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prices of the configuration and of the API, as calls and bills see them. Only prompt tokens cost something: a call has 1,000. */
class PricesIT {
    private static final String PRICES = "/v1/billing/prices";

    @TempDir
    Path directory;

    private final EchoUpstream upstream = new EchoUpstream();
    private ProductProcess gateway;
    private Caller caller;

    @BeforeEach
    void start() throws IOException {
        write("1");
        serve();
    }

    @AfterEach
    void stop() {
        caller.close();
        gateway.close();
        upstream.close();
    }

    private void serve() {
        gateway = Product.serve(directory.resolve("data"), directory.resolve("config.yml"));
        caller = new Caller(gateway.baseUrl(), Product.KEY);
    }

    private void write(String input) throws IOException {
        Path next = Files.writeString(directory.resolve("next.yml"), """
                billing: {slice: 1, free_tier: {renewal: none}}
                models:
                  - name: m
                    type: text-generation
                    prices: {input: %s, output: 0}
                    providers: [{type: vllm, url: "%s", model_name: u}]
                """.formatted(input, upstream.url()));
        Files.move(
                next,
                directory.resolve("config.yml"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** What a million prompt tokens cost now. */
    private BigDecimal price() {
        return EchoedCall.of(caller.post(Caller.CHAT, Caller.chat("m", "now")))
                .cost()
                .movePointRight(3);
    }

    private String set(String price, String more) {
        HttpResponse<String> answer =
                caller.post(PRICES, "{\"model\":\"m\",\"unit\":\"input\",\"price\":" + price + more + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(answer.body()).path("id").stringValue();
    }

    @Test
    void aPriceOfTheApiWinsUntilItEndsAndTheBillKnowsEach() throws Exception {
        assertThat(price()).isEqualByComparingTo("1");

        String id = set("20", "");
        assertThat(price()).as("at once").isEqualByComparingTo("20");

        write("300");
        awaitGeneration(2);
        assertThat(price()).as("after a reload of the file").isEqualByComparingTo("20");

        caller.close();
        gateway.close();
        serve();
        assertThat(price()).as("after a restart").isEqualByComparingTo("20");

        assertThat(caller.delete(PRICES + "/" + id).statusCode()).isEqualTo(200);
        assertThat(price()).as("what the file says now").isEqualByComparingTo("300");

        Instant soon = Instant.now().plusMillis(1_500).truncatedTo(ChronoUnit.MILLIS);
        set("4000", ",\"valid_from\":\"" + soon + "\"");
        assertThat(price()).isEqualByComparingTo("300");
        // In force within a second of its moment.
        while (Instant.now().isBefore(soon.plusMillis(1_200))) {
            Thread.sleep(50);
        }
        assertThat(price()).isEqualByComparingTo("4000");

        // 1, 3 x 20, 2 x 300 and 4,000 for a million, 1,000 tokens each: one line for each price, rounded up to the
        // cent.
        assertThat(amounts(4)).containsExactly("0.01", "0.06", "0.6", "4");
    }

    private List<String> amounts(int lines) throws InterruptedException {
        for (int tries = 0; ; tries++) {
            JsonNode bill = caller.json("/v1/billing/bills").path("data").path(0);
            List<String> amounts = new ArrayList<>();
            for (JsonNode line : bill.path("lines")) {
                if (line.path("unit").stringValue().equals("input")) {
                    amounts.add(line.path("amount")
                            .decimalValue()
                            .stripTrailingZeros()
                            .toPlainString());
                }
            }
            if (amounts.size() >= lines || tries == 100) {
                amounts.sort(null);
                return amounts;
            }
            Thread.sleep(100);
        }
    }

    private void awaitGeneration(int generation) throws InterruptedException {
        for (int tries = 0; tries < 100; tries++) {
            if (caller.json("/health/ready").at("/configuration/generation").asInt() >= generation) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the file was not read again");
    }
}
