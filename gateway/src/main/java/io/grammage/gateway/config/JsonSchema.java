package io.grammage.gateway.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON Schema (draft 2020-12) of the configuration, made from the description of the keys. It is the weaker of the
 * two checks: what it refuses, the gateway refuses; it cannot see what a variable holds or how values fit together.
 */
public final class JsonSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String REFERENCE = "\\$\\{";

    private JsonSchema() {}

    /** The whole schema as a tree of maps, lists and plain values, in the order in which it is to be printed. */
    public static Map<String, Object> document() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", DIALECT);
        schema.put("title", "Configuration of Grammage");
        schema.putAll(object(RootKeys.SHAPE));
        // A document with nothing in it is null.
        schema.put("type", List.of("object", "null"));
        return schema;
    }

    /** The whole schema as text. */
    public static String text() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return JsonMapper.builder()
                        .defaultPrettyPrinter(new DefaultPrettyPrinter()
                                .withObjectIndenter(indenter)
                                .withArrayIndenter(indenter))
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(document())
                + "\n";
    }

    static Map<String, Object> object(Shape shape) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Map<String, Object> patterns = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Key<?> key : shape.keys()) {
            properties.put(key.name(), property(key));
            key.otherNames().forEach(name -> properties.put(name, otherName(key)));
            if (key.isRequired()) {
                required.add(key.name());
            }
        }
        for (Ignored key : shape.ignored()) {
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("description", "Ignored: " + key.reason());
            schema.put("deprecated", true);
            if (key.isPrefix()) {
                patterns.put("^" + key.stem(), schema);
            } else {
                properties.put(key.name(), schema);
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!patterns.isEmpty()) {
            schema.put("patternProperties", patterns);
        }
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> property(Key<?> key) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", key.description());
        schema.putAll(nullable(key));
        if (!key.defaultText().isEmpty()) {
            schema.put("default", key.defaultText());
        }
        return schema;
    }

    private static Map<String, Object> otherName(Key<?> key) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", "Another name of " + key.name() + ".");
        schema.put("deprecated", true);
        schema.putAll(nullable(key));
        return schema;
    }

    /** A key without a value is as good as left out, unless it is required. */
    private static Map<String, Object> nullable(Key<?> key) {
        Map<String, Object> schema = new LinkedHashMap<>(key.type().schema());
        if (key.isRequired()) {
            return schema;
        }
        List<Object> types = new ArrayList<>();
        if (schema.get("type") instanceof List<?> several) {
            types.addAll(several);
        } else if (schema.get("type") instanceof String one) {
            types.add(one);
        } else {
            return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
        }
        types.add("null");
        schema.put("type", types);
        return schema;
    }

    static Map<String, Object> ofTypes(String... types) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", types.length == 1 ? types[0] : List.of(types));
        return schema;
    }

    /** One of the words, or a text that refers to a variable. */
    static Map<String, Object> choice(List<String> words) {
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("type", "string");
        reference.put("pattern", REFERENCE);
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("anyOf", List.of(Map.of("enum", words), reference));
        return schema;
    }

    /** A pattern for the whole text, or any text that refers to a variable. */
    static String orReference(String pattern) {
        return "^(" + pattern + ")$|" + REFERENCE;
    }
}
