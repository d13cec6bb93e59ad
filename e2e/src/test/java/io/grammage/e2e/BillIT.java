package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From calls to the bill: the second example of Scaleway's FAQ, through the product's own doors. */
class BillIT {
    private static final String MISTRAL = "mistral-small-3.1-24b-instruct-2503";
    private static final String LLAMA = "llama-3.3-70b-instruct";

    @TempDir
    Path directory;

    private final ScriptedUpstream upstream = new ScriptedUpstream();
    private ProductProcess gateway;
    private Caller caller;

    @BeforeEach
    void start() {
        Path config = Product.config(directory, """
                billing: {tax: {percent: 20}}
                models:
                  - name: llama-3.3-70b-instruct
                    type: text-generation
                    prices: {input: 0.90, output: 0.90}
                    providers: [{type: openai, url: "%1$s", model_name: u, key: k}]
                  - name: mistral-small-3.1-24b-instruct-2503
                    type: text-generation
                    prices: {input: 0.15, output: 0.35}
                    providers: [{type: openai, url: "%1$s", model_name: u, key: k}]
                """.formatted(upstream.url()));
        gateway = Product.serve(data(), config);
        caller = new Caller(gateway.baseUrl(), Product.KEY);
    }

    @AfterEach
    void stop() {
        caller.close();
        gateway.close();
        upstream.close();
    }

    private Path data() {
        return directory.resolve("data");
    }

    private void call(Caller by, String model, long prompt, long completion) {
        String answer = """
                {"id":"c","object":"chat.completion","created":1,"model":"u","choices":[{"index":0,\
                "message":{"role":"assistant","content":"x"},"finish_reason":"stop"}],\
                "usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}}""".formatted(prompt, completion, prompt + completion);
        upstream.answerWith(new ScriptedUpstream.Answer(
                200, Map.of("Content-Type", "application/json"), answer.getBytes(StandardCharsets.UTF_8)));
        HttpResponse<String> response = by.post(Caller.CHAT, Caller.chat(model, "x"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    /** The bills of the current month, once they have so many lines of usage. */
    private JsonNode bill(Caller by, int lines) throws InterruptedException {
        for (int tries = 0; ; tries++) {
            JsonNode bill = by.json("/v1/billing/bills").path("data").path(0);
            if (bill.path("lines").size() >= lines || tries == 100) {
                return bill;
            }
            Thread.sleep(100);
        }
    }

    private String printed(String month, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "bill",
                "--month",
                month,
                "--data",
                data().toString(),
                "--config",
                directory.resolve("config.yml").toString()));
        arguments.addAll(Arrays.asList(more));
        try (ProductProcess command = Product.run(arguments.toArray(String[]::new))) {
            assertThat(command.await()).as(command.output()).isZero();
            return command.output();
        }
    }

    @Test
    void theSecondExampleOfTheFaqAsCallsAndAsABill() throws Exception {
        call(caller, LLAMA, 800_000, 2_500_000);
        call(caller, MISTRAL, 100_000, 100_000);

        JsonNode bill = bill(caller, 4);

        assertThat(bill.path("untaxed").decimalValue()).isEqualByComparingTo("3.20");
        assertThat(bill.path("tax").path("amount").decimalValue()).isEqualByComparingTo("0.64");
        assertThat(bill.path("taxed").decimalValue()).isEqualByComparingTo("3.84");
        String month = bill.path("month").stringValue();
        assertThat(printed(month).lines().map(String::stripTrailing))
                .containsExactly(
                        "Bill of default for " + month + " (provisional), in EUR",
                        "",
                        "Project  Model                                Type     Consumed     Free     Billed     Price  Amount",
                        "default  llama-3.3-70b-instruct               input     800,000  800,000  1,000,000  0.90 / M    0.00"
                                + "  Generative APIs Free Tier - First 1M tokens for free",
                        "default  llama-3.3-70b-instruct               output  2,500,000  200,000  3,000,000  0.90 / M    2.70",
                        "default  mistral-small-3.1-24b-instruct-2503  input     100,000        0  1,000,000  0.15 / M    0.15",
                        "default  mistral-small-3.1-24b-instruct-2503  output    100,000        0  1,000,000  0.35 / M    0.35",
                        "",
                        "Total tokens consumed: 3,500,000; billed, free ones included: 6,000,000",
                        "Total: 3.20 EUR",
                        "VAT, 20 %: 0.64 EUR",
                        "To pay: 3.84 EUR");
        assertThat(printed(month, "--format", "csv").lines())
                .hasSize(5)
                .allMatch(line -> line.split(",", -1).length == 19);
        assertThat(printed(month, "--format", "json")).contains("\"untaxed\":3.20");
        assertThat(printed(month, "--format", "html")).contains("<h1>Provisional bill</h1>", "3.84 EUR");
    }

    @Test
    void aKeyForOutsidersReadsWhatItsProjectConsumedAndNothingElse() throws Exception {
        String outsiderKey = keyOf("--project", "default", "--scope", "consumption.read");
        String otherKey = keyOf("--project", "other");
        try (Caller outsider = new Caller(gateway.baseUrl(), outsiderKey);
                Caller other = new Caller(gateway.baseUrl(), otherKey)) {
            outsider.awaitKey();
            other.awaitKey();
            call(caller, LLAMA, 500_000, 0);
            call(other, LLAMA, 1_500_000, 0);

            JsonNode whole = bill(caller, 4);
            JsonNode part = bill(outsider, 2);

            assertThat(whole.path("lines")).hasSize(4);
            assertThat(whole.path("untaxed").decimalValue())
                    .as("two lines of 0.90 and 1.80, less what of the million that is free the rest does not cost")
                    .isEqualByComparingTo("0.90");
            assertThat(part.path("project").path("name").stringValue()).isEqualTo("default");
            assertThat(part.path("lines")).hasSize(2);
            assertThat(part.path("untaxed").decimalValue()).isEqualByComparingTo("0.30");
            String foreign =
                    whole.path("lines").path(0).path("project").path("id").stringValue();
            String own = part.path("project").path("id").stringValue();
            String project = foreign.equals(own)
                    ? whole.path("lines").path(3).path("project").path("id").stringValue()
                    : foreign;
            assertThat(outsider.get("/v1/billing/bills?project_id=" + project).statusCode())
                    .isEqualTo(403);
            assertThat(outsider.get("/v1/billing/bills?project_id=" + own).statusCode())
                    .isEqualTo(200);
            assertThat(outsider.post(Caller.CHAT, Caller.chat(LLAMA, "x")).statusCode())
                    .isEqualTo(403);
            assertThat(printed(whole.path("month").stringValue(), "--project", "other"))
                    .contains("Offer deducted - Generative APIs Free Tier")
                    .contains("Total: 0.60 EUR");
        }
    }

    private String keyOf(String... arguments) {
        List<String> all = new ArrayList<>(List.of("key", "create", "--name", "n", "--data", data().toString()));
        all.addAll(Arrays.asList(arguments));
        try (ProductProcess command = Product.run(all.toArray(String[]::new))) {
            assertThat(command.await()).as(command.output()).isZero();
            return command.output()
                    .lines()
                    .filter(line -> line.startsWith("sk-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
