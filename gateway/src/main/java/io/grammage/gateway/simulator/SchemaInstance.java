package io.grammage.gateway.simulator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value that is valid for a JSON Schema, the same for the same seed. Knows what structured output allows: types,
 * enum, const, anyOf, oneOf, allOf, local {@code $ref}, bounds of numbers, lengths and items, the usual string formats.
 * Does not know {@code pattern}, {@code not} and conditions. Objects get their required properties, or all if none is
 * required. Not thread-safe.
 */
final class SchemaInstance {
    /** From this depth on the shortest way out is taken: empty arrays, the last of several alternatives. */
    private static final int SHALLOW = 8;

    private static final int DEEPEST = 64;
    private static final int MOST_VALUES = 100_000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode root;
    private long seed;
    private int values;

    SchemaInstance(JsonNode root, long seed) {
        this.root = root;
        this.seed = seed;
    }

    /**
     * The value as JSON text.
     *
     * @throws Refusal with status 400 when the schema cannot be satisfied or is not one
     */
    String text() {
        return value(root, 0).toString();
    }

    private JsonNode value(JsonNode schema, int depth) {
        if (++values > MOST_VALUES) {
            throw refusal("an instance of more than " + MOST_VALUES + " values (expected: fewer)");
        }
        if (depth > DEEPEST) {
            throw refusal("nested deeper than " + DEEPEST + " levels (expected: a schema with a finite instance)");
        }
        if (schema.isBoolean() && schema.booleanValue()) {
            return NODES.stringNode("simulated");
        }
        if (!schema.isObject()) {
            throw refusal(schema.getNodeType() + " (expected: an object)");
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        JsonNode options = schema.path("enum");
        if (options.isArray() && !options.isEmpty()) {
            return options.get(Scramble.below(next(), options.size()));
        }
        JsonNode other = elsewhere(schema, depth);
        return other == null ? typed(schema, depth) : value(other, depth + 1);
    }

    /** The schema that stands in for this one, or null when this one says itself what it wants. */
    private @Nullable JsonNode elsewhere(JsonNode schema, int depth) {
        if (schema.path("$ref").isString()) {
            return resolve(schema.get("$ref").stringValue());
        }
        for (String keyword : List.of("anyOf", "oneOf")) {
            JsonNode alternatives = schema.path(keyword);
            if (alternatives.isArray() && !alternatives.isEmpty()) {
                return alternatives.get(depth > SHALLOW ? alternatives.size() - 1 : 0);
            }
        }
        if (schema.path("allOf").isArray()) {
            ObjectNode merged = NODES.objectNode();
            schema.properties().forEach(entry -> merge(merged, entry));
            merged.remove("allOf");
            schema.get("allOf").forEach(part -> parts(part).forEach(entry -> merge(merged, entry)));
            return merged;
        }
        return null;
    }

    private Set<Map.Entry<String, JsonNode>> parts(JsonNode part) {
        return part.path("$ref").isString()
                ? resolve(part.get("$ref").stringValue()).properties()
                : part.properties();
    }

    private static void merge(ObjectNode target, Map.Entry<String, JsonNode> entry) {
        JsonNode present = target.path(entry.getKey());
        if (present instanceof ObjectNode object && entry.getValue().isObject()) {
            ObjectNode both = object.deepCopy();
            entry.getValue().properties().forEach(member -> both.set(member.getKey(), member.getValue()));
            target.set(entry.getKey(), both);
        } else if (present instanceof ArrayNode array && entry.getValue() instanceof ArrayNode more) {
            target.set(entry.getKey(), array.deepCopy().addAll(more));
        } else {
            target.set(entry.getKey(), entry.getValue());
        }
    }

    private JsonNode resolve(String reference) {
        if (!reference.equals("#") && !reference.startsWith("#/")) {
            throw refusal("$ref " + reference + " (expected: a local one, beginning with #/)");
        }
        JsonNode target = root.at(JsonPointer.compile(reference.substring(1)));
        if (target.isMissingNode()) {
            throw refusal("$ref " + reference + " (expected: a place in this schema)");
        }
        return target;
    }

    private JsonNode typed(JsonNode schema, int depth) {
        String type = typeOf(schema);
        return switch (type) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "string" -> NODES.stringNode(new SchemaText(schema, next()).text());
            case "integer" -> NODES.numberNode(SchemaNumber.integer(schema, next()));
            case "number" -> NODES.numberNode(SchemaNumber.decimal(schema, next()));
            case "boolean" -> NODES.booleanNode((next() & 1) == 0);
            case "null" -> NODES.nullNode();
            default -> throw refusal("type " + type + " (expected: a type of JSON Schema)");
        };
    }

    private static String typeOf(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray() && !type.isEmpty()) {
            return type.get(0).asString("");
        }
        if (type.isString()) {
            return type.stringValue();
        }
        return schema.has("items") || schema.has("prefixItems")
                ? "array"
                : schema.has("properties") || schema.isEmpty() ? "object" : "string";
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        Set<String> required = new LinkedHashSet<>();
        schema.path("required").forEach(name -> required.add(name.asString("")));
        JsonNode properties = schema.path("properties");
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            if (required.isEmpty() ? depth <= SHALLOW : required.contains(property.getKey())) {
                object.set(property.getKey(), value(property.getValue(), depth + 1));
            }
        }
        for (String name : required) {
            if (!object.has(name)) {
                JsonNode rest = schema.path("additionalProperties");
                object.set(name, rest.isObject() ? value(rest, depth + 1) : NODES.stringNode("simulated"));
            }
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        List<JsonNode> items = new ArrayList<>();
        for (JsonNode prefix : schema.path("prefixItems")) {
            items.add(value(prefix, depth + 1));
        }
        int least = schema.path("minItems").asInt(0);
        int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        if (least > 10_000) {
            throw refusal("minItems " + least + " (expected: at most 10000)");
        }
        int wanted = Math.min(Math.max(least, depth > SHALLOW ? 0 : 1), most);
        boolean unique = schema.path("uniqueItems").asBoolean(false);
        JsonNode item = schema.has("items") ? schema.get("items") : NODES.booleanNode(true);
        // A unique array may need several draws for each item; one that is still short then cannot be satisfied.
        boolean closed = item.isBoolean() && !item.booleanValue();
        for (int draws = 0; items.size() < wanted && !closed; draws++) {
            JsonNode value = value(item, depth + 1);
            if (!unique || !items.contains(value)) {
                items.add(value);
            } else if (draws > 1_000 + 100 * wanted) {
                throw refusal("minItems " + least + " with uniqueItems (expected: so many different items)");
            }
        }
        return NODES.arrayNode().addAll(items);
    }

    private long next() {
        seed = Scramble.mix(seed, 5);
        return seed;
    }

    private static Refusal refusal(String what) {
        return Refusal.invalid("schema: " + what, "response_format");
    }
}
