package io.grammage.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.grammage.gateway.config.JsonSchema;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema is checked by another implementation, on YAML as another reader sees it. */
class ConfigurationSchemaTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JSON.readTree(JsonSchema.text()));
    private static final Map<String, String> ENVIRONMENT = Map.of("PORT", "9000", "METHOD", "ecologits-0.8");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "models:",
                "models: []",
                "models: [{name: m, type: text-generation, providers: [{type: openai, model_name: 4.5}]}]",
                "models: [{name: 4, type: text-generation, providers: [{type: openai, model_name: true, key: 12345}]}]",
                "models: [{name: m, type: image-to-text, qos_x: 1, providers: [{type: mistral, model_name: o, qos_y: 2}]}]",
                "models: [{name: m, type: text-generation, license: MIT, cost_prompt_tokens: 0.1, cost_completion_tokens: 1,"
                        + " providers: [{type: openai, model_name: u, timeout: 60, model_carbon_footprint_zone: WOR,"
                        + " model_total_params: 8..28, model_carbon_footprint_active_params: 3.5, pue: 1.2}]}]",
                "server: {port: 0, max_body: 1048576, request_memory: 64MiB, event_loops: '4'}",
                "server: {port: '${PORT}', host: 0.0.0.0}",
                "server: {port: \"${UNSET:-8080}\", max_body: \"${UNSET:-1MiB}\"}",
                "server: ~",
                "data: null",
                "footprint: {method: '${METHOD}', carbon_when_not_estimated: null}",
                "footprint: {carbon_when_not_estimated: zero}",
                "electricity_mixes: [{zone: A, gwp: 0.1, adpe: 1.0e-8, pe: 2, source: s}]",
                "simulator: {time_to_first_token: 0, tokens_per_second: 12.5}",
                "simulator: {time_to_first_token: 500ms}",
                "dependencies: {postgres: {url: x}, redis: 1}",
                "settings: {auth_anything: [1], swagger_x: y, log_level: z}",
                "log: {level: warn, format: json}",
            })
    void whatTheGatewayTakesTheSchemaTakes(String yaml) {
        assertThat(new ConfigurationText(yaml, ENVIRONMENT).refusal()).isEmpty();
        assertThat(SCHEMA.validate(json(yaml))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models: {}",
                "models: [{}]",
                "models: [x]",
                "[]",
                "text",
                "unknown: 1",
                "models: [{name: m, type: text-generation, providers: []}]",
                "models: [{name: m, type: text-generation}]",
                "models: [{name: m, type: tex-generation, providers: [{type: openai, model_name: u}]}]",
                "models: [{name: m, type: text-generation, providers: [{type: vlm, model_name: u}]}]",
                "models: [{name: m, type: text-generation, providers: [{type: openai, model_name: u, zon: FRA}]}]",
                "models: [{name: m, type: text-generation, providers: [{type: openai, model_name: u, total_params: -8}]}]",
                "models: [{name: m, type: text-generation, providers: [{type: openai, model_name: u, total_params: 8-28}]}]",
                "models: [{name: m, type: text-generation, providers: [{type: openai, model_name: u, weight: 1.5}]}]",
                "models: [{name: m, type: text-generation, providers: [{type: openai, model_name: [u]}]}]",
                "models: [{name: m, type: text-generation, aliases: a, providers: [{type: openai, model_name: u}]}]",
                "models: [{name: '', type: text-generation, providers: [{type: openai, model_name: u}]}]",
                "models: [{name: né, type: text-generation, providers: [{type: openai, model_name: u}]}]",
                "models: [{name: m, type: text-generation, created_at: tomorrow, providers: [{type: openai, model_name: u}]}]",
                "models: [{name: m, type: text-generation, prices: {input: -1}, providers: [{type: openai, model_name: u}]}]",
                "models: [{name: m, type: text-generation, prices: {inputs: 1}, providers: [{type: openai, model_name: u}]}]",
                "server: {port: 65536}",
                "server: {port: web}",
                "server: {port: true}",
                "server: {max_body: 32MB}",
                "server: 8080",
                "server: {tls: {certificate: c.pem}}",
                "server: {tls: {certificate: c.pem, key: k.pem, ca: r.pem}}",
                "simulator: {time_to_first_token: 5 s}",
                "footprint: {method: ecologits-0.7}",
                "electricity_mixes: [{zone: A}]",
                "log: {level: loud}",
                "dependencies: {postgresql: {}}",
                "settings: {unheard_of: 1}",
            })
    void whatTheSchemaRefusesTheGatewayRefuses(String yaml) {
        assertThat(SCHEMA.validate(json(yaml))).isNotEmpty();
        assertThat(new ConfigurationText(yaml, ENVIRONMENT).refusal()).isNotEmpty();
    }

    private static JsonNode json(String yaml) {
        Object tree =
                new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml);
        return JSON.valueToTree(tree);
    }
}
