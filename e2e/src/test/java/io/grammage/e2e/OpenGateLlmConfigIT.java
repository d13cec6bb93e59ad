package io.grammage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The configuration that OpenGateLLM's page on footprints shows, with its address pointed at the simulator. */
class OpenGateLlmConfigIT {
    @TempDir
    Path directory;

    @Test
    void answersWithCarbon() {
        try (ProductProcess upstream = Product.simulate()) {
            Path config = Product.config(directory, """
                    models:
                      - name: my-language-model
                        type: text-generation
                        providers:
                          - type: openai
                            url: %s
                            key: ${OPENAI_API_KEY}
                            model_name: gpt-4o-mini
                            model_carbon_footprint_zone: WOR
                            model_carbon_footprint_total_params: 35
                            model_carbon_footprint_active_params: 35
                    """.formatted(upstream.baseUrl()));
            try (ProductProcess gateway = Product.serve(directory.resolve("data"), config);
                    Caller caller = new Caller(gateway.baseUrl(), Product.KEY)) {
                HttpResponse<String> response = caller.post(Caller.CHAT, Caller.chat("my-language-model", "Hello"));

                assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                JsonNode answer = JsonMapper.shared().readTree(response.body());
                assertThat(answer.path("model").asString()).isEqualTo("my-language-model");
                JsonNode carbon = answer.path("usage").path("carbon");
                assertThat(carbon.path("kWh").path("min").asDouble()).isPositive();
                assertThat(carbon.path("kgCO2eq").path("max").asDouble())
                        .isGreaterThan(carbon.path("kgCO2eq").path("min").asDouble());
                assertThat(gateway.output()).doesNotContain("sk-upstream-marker-8c1d");
            }
        }
    }
}
