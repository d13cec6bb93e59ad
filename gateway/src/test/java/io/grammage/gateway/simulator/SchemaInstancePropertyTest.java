package io.grammage.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Instances are valid by another's validator. */
class SchemaInstancePropertyTest {
    private static final SchemaRegistry VALIDATOR =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @Test
    void satisfiesRandomSchemas() {
        long seed = 20_261_121L;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            JsonNode schema = schema(random, 0);
            assertValid(schema, random.nextLong(), "seed " + seed + ", round " + round);
        }
    }

    @Test
    void satisfiesWhatStructuredOutputsUse() {
        assertValid("""
                {"type":"object","additionalProperties":false,"required":["name","address","tags","mood","next"],
                 "properties":{"name":{"type":["string","null"]},"address":{"$ref":"#/$defs/address"},
                   "tags":{"type":"array","items":{"enum":["a","b","c"]},"minItems":3,"uniqueItems":true},
                   "mood":{"anyOf":[{"const":"good"},{"type":"null"}]},
                   "next":{"anyOf":[{"$ref":"#"},{"type":"null"}]},
                   "when":{"type":"string","format":"date-time"}},
                 "$defs":{"address":{"allOf":[{"$ref":"#/$defs/base"},
                    {"type":"object","required":["zip"],"properties":{"zip":{"type":"string","maxLength":5}}}]},
                  "base":{"type":"object","required":["city"],"properties":{"city":{"type":"string","minLength":30}}}}}""");
        assertValid("{\"type\":\"array\",\"prefixItems\":[{\"type\":\"boolean\"}],\"items\":false}");
        assertValid("{\"type\":\"number\",\"exclusiveMinimum\":0,\"exclusiveMaximum\":0.001}");
        assertValid("{\"type\":\"integer\",\"minimum\":7,\"maximum\":9,\"multipleOf\":4}");
        assertValid("{\"type\":\"object\"}");
        assertValid("{}");
    }

    @Test
    void staysWithinBoundsThatAreNoMultiples() {
        assertValid("{\"type\":\"integer\",\"minimum\":2.5,\"maximum\":3.5}");
        assertValid("{\"type\":\"integer\",\"minimum\":-3.5,\"maximum\":-2.5}");
        assertValid("{\"type\":\"integer\",\"exclusiveMinimum\":2,\"exclusiveMaximum\":4}");
        assertValid("{\"type\":\"integer\",\"exclusiveMinimum\":2.5,\"exclusiveMaximum\":3.5}");
        assertValid("{\"type\":\"integer\",\"minimum\":2.5}");
        assertValid("{\"type\":\"integer\",\"maximum\":-2.5}");
        assertValid("{\"type\":\"number\",\"minimum\":0.3,\"maximum\":0.6,\"multipleOf\":0.25}");
        assertValid(
                "{\"type\":\"number\",\"minimum\":0.5,\"exclusiveMinimum\":0.5,\"maximum\":0.75,\"multipleOf\":0.25}");
    }

    @Test
    void givesAllPropertiesWhereNoneIsRequired() {
        assertThat(instance("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"null\"},\"b\":{\"const\":1}}}", 1))
                .isEqualTo("{\"a\":null,\"b\":1}");
    }

    @Test
    void dependsOnTheSeedAlone() {
        String schema = "{\"type\":\"array\",\"minItems\":4,\"items\":{\"type\":\"integer\"}}";

        assertThat(instance(schema, 1)).isEqualTo(instance(schema, 1)).isNotEqualTo(instance(schema, 2));
    }

    @Test
    void refusesWhatCannotBeSatisfied() {
        for (String schema : new String[] {
            "{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{\"$ref\":\"#\"}}}",
            "{\"$ref\":\"#/$defs/none\"}",
            "{\"$ref\":\"https://example.org/schema\"}",
            "{\"type\":\"integer\",\"minimum\":2,\"maximum\":1}",
            "{\"type\":\"array\",\"minItems\":3,\"uniqueItems\":true,\"items\":{\"enum\":[1,2]}}",
            "{\"type\":\"picture\"}",
            "[]"
        }) {
            assertThatThrownBy(() -> instance(schema, 1))
                    .as(schema)
                    .isInstanceOf(Refusal.class)
                    .hasMessageStartingWith("schema: ");
        }
    }

    private static void assertValid(String schema) {
        for (long seed = 0; seed < 20; seed++) {
            assertValid(Json.MAPPER.readTree(schema), seed, schema);
        }
    }

    private static void assertValid(JsonNode schema, long seed, String description) {
        String instance = new SchemaInstance(schema, seed).text();
        assertThat(VALIDATOR.getSchema(schema).validate(Json.MAPPER.readTree(instance)))
                .as("%s: %s for %s", description, instance, schema)
                .isEmpty();
    }

    private static String instance(String schema, long seed) {
        return new SchemaInstance(Json.MAPPER.readTree(schema), seed).text();
    }

    private static ObjectNode schema(SplittableRandom random, int depth) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        switch (random.nextInt(depth > 3 ? 6 : 9)) {
            case 0 -> schema.put("type", "string").put("minLength", random.nextInt(20));
            case 1 -> schema.put("type", "string").put("maxLength", random.nextInt(20));
            case 2 -> {
                int low = random.nextInt(-50, 50);
                schema.put("type", "integer").put("minimum", low).put("maximum", low + random.nextInt(50));
            }
            case 3 -> schema.put("type", "number").put("exclusiveMinimum", random.nextInt(-50, 50));
            case 4 -> schema.put("type", random.nextBoolean() ? "boolean" : "null");
            case 5 -> schema.putArray("enum").add("x").add(random.nextInt()).addNull();
            case 6 -> {
                schema.put("type", "array").put("minItems", random.nextInt(4));
                schema.set("items", schema(random, depth + 1));
            }
            case 7 -> {
                ArrayNode options = schema.putArray(random.nextBoolean() ? "anyOf" : "allOf");
                options.add(schema(random, depth + 1));
            }
            default -> object(random, depth, schema);
        }
        return schema;
    }

    private static void object(SplittableRandom random, int depth, ObjectNode schema) {
        schema.put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (int i = 0; i < random.nextInt(4); i++) {
            properties.set("p" + i, schema(random, depth + 1));
            if (random.nextBoolean()) {
                required.add("p" + i);
            }
        }
    }
}
