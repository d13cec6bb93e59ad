package io.grammage.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DeploymentFootprintApiTest extends SampledApi {
    private static final String PATH = "/v1/footprint/deployments/estimate";
    private static final String PARIS =
            "{\"node_type\":\"H100-SXM-4\",\"nodes\":2,\"zone\":\"fr-par-2\",\"hours\":730%s}";

    private JsonNode estimate(String body) {
        HttpResponse<String> answer = send("POST", PATH, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        ApiSchemas.check("DeploymentFootprintList", answer.body());
        return JsonMapper.shared().readTree(answer.body()).path("data");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(value -> texts.add(value.stringValue()));
        return texts;
    }

    private static double sum(JsonNode lines, String member, String end) {
        double sum = 0;
        for (JsonNode line : lines) {
            sum += line.path(member).path(end).doubleValue(0);
        }
        return sum;
    }

    @Test
    void linesAddUpToTheTotalAndHoursToTheWhole() {
        JsonNode footprint =
                estimate(PARIS.formatted(",\"model_size\":\"140GB\"")).get(0);

        assertThat(footprint.path("model_size_bytes").doubleValue()).isEqualTo(140e9);
        for (String member : List.of("energy_kwh", "gwp_kgco2eq", "wcf_l")) {
            for (String end : List.of("min", "max")) {
                double total = footprint.path("total").path(member).path(end).doubleValue();
                assertThat(sum(footprint.path("lines"), member, end) / total).isEqualTo(1, within(1e-12));
                assertThat(footprint.path("per_hour").path(member).path(end).doubleValue() * 730 / total)
                        .isEqualTo(1, within(1e-12));
            }
        }
    }

    @Test
    void whatIsNotEstimatedSaysSo() {
        JsonNode footprint = estimate(PARIS.formatted("")).get(0);

        assertThat(footprint.path("model_size_bytes").isNull()).isTrue();
        assertThat(texts(footprint.path("total").path("partial")))
                .containsExactly("energy_kwh", "gwp_kgco2eq", "wcf_l");
        assertThat(footprint.path("not_estimated")).hasSize(3);
        assertThat(texts(footprint.path("not_estimated").get(0).path("steps")))
                .containsExactly("network_backbone", "network_fabric", "network_leaves", "stock", "non_it");
        assertThat(texts(footprint.path("assumptions")))
                .anyMatch(sentence -> sentence.startsWith("Assumption: gpu-power average"));
    }

    @Test
    void comparesZonesAndLeavesUnknownWaterOut() {
        JsonNode zones = estimate(PARIS.formatted("").replace("fr-par-2", "all"));

        List<String> names = new ArrayList<>();
        List<String> withWater = new ArrayList<>();
        zones.forEach(footprint -> {
            names.add(footprint.path("zone").stringValue());
            if (!footprint.path("total").path("wcf_l").isNull()) {
                withWater.add(footprint.path("zone").stringValue());
            }
        });
        assertThat(names)
                .containsExactly(
                        "fr-par-1",
                        "fr-par-2",
                        "fr-par-3",
                        "nl-ams-1",
                        "nl-ams-2",
                        "nl-ams-3",
                        "pl-waw-1",
                        "pl-waw-2",
                        "pl-waw-3",
                        "it-mil-1");
        assertThat(withWater).containsExactly("fr-par-1", "fr-par-2", "fr-par-3", "nl-ams-1", "it-mil-1");
        assertThat(zones.get(1)).isEqualTo(estimate(PARIS.formatted("")).get(0));
    }

    @Test
    void takesWhatTheCallerKnows() {
        JsonNode footprint = estimate(PARIS.formatted(",\"gpu_power_watts\":\"400..500\",\"gpu_manufacturing\":"
                        + "\"boavizta-2.4.1\",\"data_set\":\"scaleway-2025-06\""))
                .get(0);

        assertThat(texts(footprint.path("assumptions"))).contains("GPU power: 400..500 W on average, as given.");
        assertThat(footprint.path("data_sets").findValuesAsString("name"))
                .contains("scaleway-2025-06")
                .doesNotContain("nvidia-pcf-2025", "scaleway-2026-03");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"zone\":\"fr-par-2\" | \"zone\":\"fr-par-4\" | zone: \\\"fr-par-4\\\", did you mean fr-par-1",
                "H100-SXM-4 | H200 | (expected one of: L4, L4-2",
                "\"nodes\":2 | \"nodes\":0 | nodes: 0 (expected: 1 to 10000)",
                "\"nodes\":2 | \"nodes\":1.5 | Member 'nodes': 1.5 (expected: a whole number",
                "\"nodes\":2 | \"nodes\":null | Member 'nodes': absent",
                "730 | -1 | Member 'hours': -1 (expected: hours, 0 to 1000000000)",
                "730 | 1e999999999 | Member 'hours'",
                "730 | \"NaN\" | Member 'hours': NaN",
                "730 | 730,\"model_size\":\"big\" | Member 'model_size': big (expected: a size such as 140GB",
                "730 | 730,\"model_size\":\"900TB\" | imported model in bytes",
                "730 | 730,\"gpu_power_watts\":1e308 | GPU power in W",
                "730 | 730,\"gpu_power_watts\":-1 | Member 'gpu_power_watts': -1",
                "730 | 730,\"gpu_manufacturing\":\"guess\" | (expected one of: nvidia-pcf-2025, boavizta-2.4.1)",
                "730 | 730,\"data_set\":\"x\" | (expected one of: scaleway-2026-03, scaleway-2025-06)",
                "730 | 730,\"gpus\":4 | Member 'gpus': not a member of this request",
            })
    void refusesWithASentence(String part, String instead, String says) {
        HttpResponse<String> refused = send("POST", PATH, PARIS.formatted("").replace(part, instead));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        ApiSchemas.check("Error", refused.body());
        assertThat(refused.body()).contains("\"invalid_request\"").contains(says);
    }

    @Test
    void boundsNamesBeforeTheyAreLookedUpAndQuoted() {
        HttpResponse<String> refused =
                send("POST", PATH, PARIS.formatted("").replace("H100-SXM-4", "H".repeat(60_000)));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).hasSizeLessThan(1_000).contains("\"param\":\"node_type\"");
        assertThat(send("POST", PATH + "?zone=x", PARIS.formatted("")).statusCode())
                .isEqualTo(400);
    }
}
