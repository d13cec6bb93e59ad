package io.grammage.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.testing.SampleIdentities;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ScalewayBillingApiTest extends SampledApi {
    private static final String ROOT = "/billing/v2beta1/";

    private JsonNode json(String path) {
        return server().json(ROOT + path);
    }

    private int status(String key, String path) {
        return server().send(server().request(ROOT + path).header("X-Auth-Token", key))
                .statusCode();
    }

    @Test
    void consumptionsAreTheLinesOfTheBill() {
        ApiSchemas.checkAnswer(
                ROOT + "consumptions", 200, server().get(ROOT + "consumptions").body());
        JsonNode first = json("consumptions?billing_period=2026-11&page_size=1");
        assertThat(first.path("total_count").intValue()).isEqualTo(4);
        assertThat(first.path("consumptions").size()).isEqualTo(1);
        JsonNode all = json("consumptions").path("consumptions");
        assertThat(first.path("consumptions").path(0)).isEqualTo(all.path(0));
        assertThat(json("consumptions?page=3&page_size=1").path("consumptions").path(0))
                .isEqualTo(all.path(2));
        assertThat(json("consumptions?page=2&page_size=3").path("consumptions").size())
                .isEqualTo(1);
        JsonNode output = json("consumptions?organization_id=" + SampleIdentities.ORGANIZATION)
                .path("consumptions")
                .path(2);
        assertThat(output.path("sku").stringValue())
                .isEqualTo("/ai/generative_apis/consumption/example-35b_output_token");
        assertThat(output.path("resource_name").stringValue()).isEqualTo("example-35b - output tokens");
        assertThat(output.path("billed_quantity").stringValue()).isEqualTo("1000");
        assertThat(output.path("value").toString())
                .isEqualTo("{\"currency_code\":\"EUR\",\"units\":0,\"nanos\":10000000}");
        assertThat(json("consumptions?category_name=Compute")
                        .path("total_count")
                        .intValue())
                .isZero();
        assertThat(json("consumptions?billing_period=2026-10")
                        .path("total_count")
                        .intValue())
                .isZero();
    }

    @Test
    void invoicesAreBillsAndCanBeFoundAgain() {
        ApiSchemas.checkAnswer(
                ROOT + "invoices", 200, server().get(ROOT + "invoices").body());
        JsonNode invoice = json("invoices").path("invoices").path(0);
        assertThat(invoice.path("state").stringValue()).isEqualTo("draft");
        assertThat(invoice.path("seller_name").stringValue()).isEqualTo("Example & Co");
        assertThat(invoice.path("total_taxed").toString())
                .isEqualTo("{\"currency_code\":\"EUR\",\"units\":0,\"nanos\":20000000}");
        String path = "invoices/" + invoice.path("id").stringValue();
        assertThat(json(path)).isEqualTo(invoice);
        assertThat(json("invoices?billing_period_start_after=2026-11-01")
                        .path("total_count")
                        .intValue())
                .isEqualTo(1);
        assertThat(json("invoices?billing_period_start_before=2026-11-01T00:00:00Z")
                        .path("total_count")
                        .intValue())
                .isZero();
        assertThat(json("invoices?invoice_type=purchase").path("total_count").intValue())
                .isZero();
        HttpResponse<String> export = server().get(ROOT + "export-invoices?file_type=csv&dl=1");
        assertThat(export.headers().firstValue("content-type")).contains("text/csv; charset=utf-8");
        assertThat(export.body().lines()).hasSize(2);
        assertThat(export.body()).contains(invoice.path("id").stringValue());
    }

    @Test
    void anExportIsWholeUnlessAPageIsAskedFor() {
        for (int months = 1; months <= 24; months++) {
            Instant then = SampleUsage.NOW.minus(Duration.ofDays(31L * months));
            store().insert(List.of(SampleUsage.chat(100 + months, then, new TokenCounts(10, 0, 0, 0, 10, 0))));
        }

        assertThat(server().get(ROOT + "export-invoices").body().lines()).hasSize(1 + 25);
        assertThat(server().get(ROOT + "export-invoices?page=2").body().lines()).hasSize(1 + 5);
        assertThat(server().get(ROOT + "export-invoices?page_size=7").body().lines())
                .hasSize(1 + 7);
    }

    @Test
    void aDownloadIsThePdf() {
        String path = ROOT + "invoices/"
                + json("invoices").path("invoices").path(0).path("id").stringValue() + "/download";

        HttpResponse<String> pdf = server().get(path + "?dl=1&file_type=pdf");

        assertThat(pdf.headers().firstValue("content-type")).contains("application/pdf");
        assertThat(pdf.body()).startsWith("%PDF-");
        assertThat(server().get(path + "?file_type=csv").statusCode()).isEqualTo(400);
    }

    @Test
    void taxesAreThoseOfTheBill() {
        ApiSchemas.checkAnswer(ROOT + "taxes", 200, server().get(ROOT + "taxes").body());
        assertThat(server().get(ROOT + "taxes").body())
                .contains("[{\"description\":\"VAT\",\"currency\":\"EUR\",\"rate\":0.20,\"total_tax_value\":0.00}]");
    }

    @Test
    void aKeyOfAProjectSeesItsOwnLinesAndNoInvoice() {
        String key = SampleIdentities.READING_KEY;
        assertThat(status(key, "consumptions")).isEqualTo(200);
        assertThat(status(key, "consumptions?project_id=" + SampleIdentities.PROJECT))
                .isEqualTo(200);
        assertThat(status(key, "consumptions?project_id=" + SampleIdentities.OTHER_PROJECT))
                .isEqualTo(403);
        assertThat(status(key, "consumptions?organization_id=" + SampleIdentities.ORGANIZATION))
                .isEqualTo(403);
        for (String path : new String[] {"invoices", "invoices/x", "invoices/x/download", "taxes", "export-invoices"}) {
            assertThat(status(key, path)).as(path).isEqualTo(403);
        }
        assertThat(status(SampleIdentities.KEY, "invoices?organization_id=00000000-0000-0000-0000-000000000009"))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "consumptions?page=0",
                "consumptions?page_size=101",
                "consumptions?order_by=price",
                "consumptions?billing_period=November",
                "consumptions?organization_id=x",
                "consumptions?organization_id=00000000-0000-0001-0000-000000000001"
                        + "&project_id=00000000-0000-0001-0000-000000000002",
                "invoices?order_by=start_date",
                "invoices?billing_period_start_after=soon",
                "invoices?invoice_type=gift",
                "export-invoices?file_type=pdf"
            })
    void refusesWhatItDoesNotKnow(String path) {
        assertThat(status(SampleIdentities.KEY, path)).isEqualTo(400);
    }

    @Test
    void thereIsNoInvoiceOfAnyOtherId() {
        assertThat(status(SampleIdentities.KEY, "invoices/00000000-0000-0000-0000-000000000009"))
                .isEqualTo(404);
        assertThat(status(SampleIdentities.KEY, "invoices/nine")).isEqualTo(404);
        assertThat(status(SampleIdentities.KEY, "invoices/nine/download")).isEqualTo(404);
    }
}
