package io.grammage.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.testing.SampleIdentities;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BillsApiTest extends SampledApi {
    private static final String PATH = "/v1/billing/bills";

    @Test
    void showsABillAsTheDescriptionSays() {
        String answer = server().get(PATH).body();

        ApiSchemas.checkAnswer(PATH, 200, answer);
        JsonNode bill = server().json(PATH).path("data").path(0);
        assertThat(bill.path("month").stringValue()).isEqualTo("2026-11");
        assertThat(bill.path("project").isNull())
                .as("the key is an administrator's")
                .isTrue();
        assertThat(bill.path("lines").size()).isEqualTo(4);
        // Two without a price, and 1,000 tokens of 0.15 and of 0.60 a million, each rounded up to the cent.
        assertThat(bill.path("untaxed").decimalValue()).isEqualByComparingTo("0.02");
        assertThat(answer).contains("\"amount\":0.01}").contains("\"price_id\":null");
    }

    @Test
    void aKeyWithoutAdministrationSeesItsProjectOnly() {
        HttpResponse<String> own = as(SampleIdentities.READING_KEY, PATH);
        assertThat(own.body()).contains("\"project\":{\"id\":\"" + SampleIdentities.PROJECT + "\"");
        assertThat(as(SampleIdentities.READING_KEY, PATH + "?project_id=" + SampleIdentities.PROJECT)
                        .statusCode())
                .isEqualTo(200);
        assertThat(as(SampleIdentities.INFERENCE_KEY, PATH).statusCode()).isEqualTo(403);
    }

    /** Unknown projects are refused in the same words as those of others: they cannot be told apart. */
    @Test
    void foreignAndUnknownProjectsAreRefusedAlike() {
        String unknown = new UUID(4, 4).toString();
        for (String key : new String[] {SampleIdentities.READING_KEY, SampleIdentities.KEY}) {
            HttpResponse<String> refused = as(key, PATH + "?project_id=" + unknown);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("project_forbidden");
        }
        String foreign = SampleIdentities.OTHER_PROJECT.toString();
        assertThat(as(SampleIdentities.READING_KEY, PATH + "?project_id=" + foreign)
                        .body()
                        .replace(foreign, unknown))
                .isEqualTo(as(SampleIdentities.READING_KEY, PATH + "?project_id=" + unknown)
                        .body());
        assertThat(as(SampleIdentities.KEY, PATH + "?project_id=" + foreign).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026", "2026-13", "2026-1", "1969-12", "9999-12", "+10000-01", "x", ""})
    void aMonthHasToBeOne(String month) {
        HttpResponse<String> refused = server().get(PATH + "?month=" + month.replace("+", "%2B"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("a month such as 2026-10, in UTC");
    }

    @Test
    void anyOtherMonthHasABill() {
        assertThat(server().json(PATH + "?month=1970-01")
                        .path("data")
                        .path(0)
                        .path("lines")
                        .size())
                .isZero();
        assertThat(server().json(PATH + "?month=9999-11")
                        .path("data")
                        .path(0)
                        .path("lines")
                        .size())
                .isZero();
    }

    private String pathOfTheBill() {
        return PATH + "/" + server().json(PATH).path("data").path(0).path("id").stringValue();
    }

    @Test
    void showsOneBillAgain() {
        HttpResponse<String> answer = server().get(pathOfTheBill());

        ApiSchemas.checkAnswer(PATH + "/{bill_id}", 200, answer.body());
        assertThat(server().json(PATH).path("data").path(0)).isEqualTo(server().json(pathOfTheBill()));
    }

    @Test
    void aPageAllowsItsOwnStyleAndNothingElse() throws Exception {
        HttpResponse<String> page = server().get(pathOfTheBill() + "?format=html");

        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        String style = page.body().replaceAll("(?s).*<style>(.*)</style>.*", "$1");
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        assertThat(page.headers().firstValue("content-security-policy"))
                .contains("default-src 'none'; style-src 'sha256-" + hash
                        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        assertThat(page.body())
                .contains("Example &amp; Co")
                .contains("0.02 EUR")
                .doesNotContain("<script");
    }

    @Test
    void aPdfIsAFile() {
        HttpResponse<String> pdf = server().get(pathOfTheBill() + "?format=pdf");

        assertThat(pdf.headers().firstValue("content-type")).contains("application/pdf");
        assertThat(pdf.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"bill-2026-11.pdf\"");
        assertThat(pdf.body()).startsWith("%PDF-");
    }

    @Test
    void aKeyWithoutAdministrationPrintsItsPartOnly() {
        String page = pathOfTheBill() + "?format=html";

        assertThat(as(SampleIdentities.READING_KEY, page).body()).contains("Only project");
        assertThat(as(SampleIdentities.KEY, page).body()).doesNotContain("Only project");
        assertThat(as(SampleIdentities.READING_KEY, page + "&project_id=" + SampleIdentities.OTHER_PROJECT)
                        .statusCode())
                .isEqualTo(403);
        assertThat(as(SampleIdentities.INFERENCE_KEY, page).statusCode()).isEqualTo(403);
    }

    @Test
    void refusesBillsAndFormatsThatThereAreNot() {
        for (String id : new String[] {"x", new UUID(4, 4).toString()}) {
            HttpResponse<String> refused = server().get(PATH + "/" + id);
            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(refused.body()).contains("There is no bill " + id);
        }
        HttpResponse<String> refused = server().get(pathOfTheBill() + "?format=docx");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("json, html or pdf");
    }
}
