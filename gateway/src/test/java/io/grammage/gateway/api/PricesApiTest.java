package io.grammage.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.testing.SampleIdentities;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PricesApiTest extends SampledApi {
    private static final String PATH = "/v1/billing/prices";
    private static final String OUTPUT = "{\"model\":\"example\",\"unit\":\"output\",\"price\":%s}";

    private JsonNode set(String body) {
        HttpResponse<String> answer = send("POST", PATH, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        ApiSchemas.check("BookedPrice", answer.body());
        return JsonMapper.shared().readTree(answer.body());
    }

    private String states() {
        String answer = server().get(PATH + "?model=example-35b").body();
        ApiSchemas.checkAnswer(PATH, 200, answer);
        StringBuilder states = new StringBuilder();
        for (JsonNode entry : JsonMapper.shared().readTree(answer).path("data")) {
            states.append(entry.path("unit").stringValue())
                    .append(' ')
                    .append(entry.path("price").decimalValue().toPlainString())
                    .append(' ')
                    .append(entry.path("source").stringValue())
                    .append(' ')
                    .append(entry.path("state").stringValue())
                    .append('\n');
        }
        return states.toString();
    }

    @Test
    void aPriceWinsOverTheConfigurationsUntilItEnds() {
        JsonNode entry = set(OUTPUT.formatted("\"0.90\""));

        assertThat(entry.path("model").stringValue()).as("not the alias").isEqualTo("example-35b");
        assertThat(entry.path("valid_from").stringValue()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(states())
                .isEqualTo("input 0.15 config in_force\noutput 0.6 config overridden\noutput 0.9 api in_force\n");

        HttpResponse<String> ended =
                send("DELETE", PATH + "/" + entry.path("id").stringValue(), "");
        assertThat(ended.statusCode()).isEqualTo(200);
        ApiSchemas.check("BookedPriceList", ended.body());
        assertThat(states()).isEqualTo("input 0.15 config in_force\noutput 0.6 config in_force\n");
    }

    @Test
    void aPriceOfAnotherModeOverridesNothing() {
        set(OUTPUT.formatted("1").replace("}", ",\"mode\":\"batch\"}"));

        assertThat(states())
                .isEqualTo("input 0.15 config in_force\noutput 0.6 config in_force\noutput 1 api in_force\n");
    }

    @Test
    void aPriceForLaterIsScheduled() {
        set("{\"model\":\"example-35b\",\"unit\":\"output\",\"mode\":\"batch\",\"price\":0.25,\"currency\":\"EUR\","
                + "\"valid_from\":\"2027-01-01\",\"valid_to\":\"2027-02-01T00:00:00+01:00\"}");

        assertThat(states())
                .isEqualTo("input 0.15 config in_force\noutput 0.6 config in_force\noutput 0.25 api scheduled\n");
        HttpResponse<String> second = send("POST", PATH, OUTPUT.formatted("1").replace("}", ",\"mode\":\"batch\"}"));
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("\"conflict\"").contains("begins at 2027-01-01T00:00:00Z");
    }

    /** A binary fraction would turn the first into 0.1000000000000000055511151231257827. */
    @ParameterizedTest
    @CsvSource({"0.1, 0.1", "1e2, 100", "999999999.999999, 999999999.999999", "0, 0", "2.50, 2.5"})
    void aPriceKeepsItsDigits(String written, String shown) {
        assertThat(set(OUTPUT.formatted(written)).path("price").decimalValue())
                .isEqualTo(new java.math.BigDecimal(shown));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\":\"none\",\"unit\":\"output\",\"price\":1} | model | the name of a model",
                "{\"unit\":\"output\",\"price\":1} | model | absent",
                "{\"model\":\"example\",\"unit\":\"reasoning\",\"price\":1} | unit | one of input, cached_input",
                "{\"model\":\"example\",\"unit\":\"output\",\"price\":-1} | price | 0 or more",
                "{\"model\":\"example\",\"unit\":\"output\",\"price\":0.1234567} | price | at most 6 decimals",
                "{\"model\":\"example\",\"unit\":\"output\",\"price\":1e999999999} | price | below 1000000000",
                "{\"model\":\"example\",\"unit\":\"output\",\"price\":1e2147483647} | price | below 1000000000",
                "{\"model\":\"example\",\"unit\":\"output\",\"price\":0.1000000000000000055} | price | at most 6 decimals",
                "{\"model\":\"example\",\"unit\":\"output\",\"price\":[1]} | price | [1]",
                "{\"model\":\"example\",\"unit\":\"output\",\"price\":\"dear\"} | price | dear",
                "{\"model\":\"example\",\"unit\":\"output\",\"price\":1,\"mode\":\"later\"} | mode | one of realtime, batch",
                "{\"model\":\"example\",\"unit\":\"output\",\"price\":1,\"currency\":\"USD\"} | currency | EUR",
                "{\"model\":\"example\",\"unit\":\"output\",\"price\":1,\"valid_from\":\"2026-11-20\"} | valid_from | now or later",
                "{\"model\":\"example\",\"unit\":\"output\",\"price\":1,\"valid_from\":\"soon\"} | valid_from | a date such as",
                "{\"model\":\"example\",\"unit\":\"output\",\"price\":1,\"valid_to\":\"+999999999-12-31T00:00:00Z\"} | valid_to | 1970 to 9998",
                "{\"model\":\"example\",\"unit\":\"output\",\"price\":1,\"valid_to\":\"2026-11-21T10:00:00Z\"} | valid_to | after",
                "{\"model\":\"example\",\"unit\":\"output\",\"price\":1,\"prise\":1} | prise | one of model, unit",
            })
    void refusesWhatIsNotAPrice(String body, String member, String says) {
        HttpResponse<String> refused = send("POST", PATH, body);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        ApiSchemas.check("Error", refused.body());
        assertThat(refused.body()).contains("\"param\":\"" + member + "\"").contains(says.strip());
        assertThat(states()).doesNotContain("api");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | invalid_request",
                "[] | invalid_request",
                "{\"model\": | malformed_json",
                "{} {} | malformed_json",
                "{\"model\":\"a\",\"model\":\"b\"} | malformed_json"
            })
    void refusesWhatIsNoJsonObject(String body, String code) {
        HttpResponse<String> refused = send("POST", PATH, body);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).contains("\"" + code + "\"");
    }

    @ParameterizedTest
    @CsvSource({"price_0000000000000000", "price_x", "x", "%22"})
    void thereIsNoOtherPriceToEnd(String id) {
        HttpResponse<String> refused = send("DELETE", PATH + "/" + id, "");

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(404);
        assertThat(refused.body()).contains("\"not_found\"");
    }

    @Test
    void onlyAnAdministratorSeesAndSetsPrices() {
        for (String method : new String[] {"GET", "POST"}) {
            HttpResponse<String> refused = server().send(server().request(PATH)
                    .header("Authorization", "Bearer " + SampleIdentities.READING_KEY)
                    .method(method, BodyPublishers.ofString(OUTPUT.formatted("1"))));
            assertThat(refused.statusCode()).isEqualTo(403);
        }
        assertThat(states()).doesNotContain("api");
    }
}
