package io.grammage.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description of the API, asked whether answers are as it says. */
final class ApiSchemas {
    static final JsonNode DESCRIPTION = JsonMapper.shared().readTree(text());
    private static final String LOCATION = "https://grammage.example/openapi.json";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(LOCATION, text())));

    private ApiSchemas() {}

    /** Fails unless the JSON is of a named schema. */
    static void check(String schemaName, String json) {
        assertThat(JsonMapper.shared()
                        .readTree(text())
                        .path("components")
                        .path("schemas")
                        .has(schemaName))
                .as("schema %s", schemaName)
                .isTrue();
        Schema schema = REGISTRY.getSchema(SchemaLocation.of(LOCATION + "#/components/schemas/" + schemaName));
        List<Error> errors = schema.validate(json, InputFormat.JSON);
        assertThat(errors).as("%s as %s", json, schemaName).isEmpty();
    }

    /** Fails unless the JSON is what an operation answers with a status. */
    static void checkAnswer(String path, int status, String json) {
        JsonNode response = DESCRIPTION
                .path("paths")
                .path(path)
                .path("get")
                .path("responses")
                .path(Integer.toString(status));
        if (response.has("$ref")) {
            response = DESCRIPTION.at(response.path("$ref").stringValue().substring(1));
        }
        String reference = response.at("/content/application~1json/schema/$ref").stringValue("");
        assertThat(reference).as("schema of %s %d", path, status).startsWith("#/components/schemas/");
        check(reference.substring(reference.lastIndexOf('/') + 1), json);
    }

    private static String text() {
        try (InputStream in = ApiSchemas.class.getResourceAsStream("/openapi.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
