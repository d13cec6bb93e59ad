package io.grammage.gateway.store;

import io.grammage.gateway.kernel.ChargeLine;
import io.grammage.gateway.kernel.PriceId;
import io.grammage.gateway.kernel.UsageUnit;
import io.grammage.gateway.ledger.Attempt;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The parts of a usage record that no report filters or sums, as JSON text. Null stands for none of them. Amounts are JSON
 * strings, so that nobody reads them as numbers with a binary point. Thread-safe.
 */
public final class JsonColumns {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonColumns() {}

    public static @Nullable String fromTags(Map<String, String> tags) {
        return tags.isEmpty()
                ? null
                : write(json -> {
                    json.writeStartObject();
                    tags.forEach(json::writeStringProperty);
                    json.writeEndObject();
                });
    }

    public static Map<String, String> toTags(@Nullable String text) {
        return text == null
                ? Map.of()
                : read(text, json -> {
                    Map<String, String> tags = new LinkedHashMap<>();
                    fields(json, tags::put);
                    return tags;
                });
    }

    public static @Nullable String fromChargeLines(List<ChargeLine> lines) {
        return lines.isEmpty()
                ? null
                : write(json -> {
                    json.writeStartArray();
                    for (ChargeLine line : lines) {
                        json.writeStartObject();
                        json.writeStringProperty("unit", line.unit().wireName());
                        json.writeNumberProperty("quantity", line.quantity());
                        PriceId price = line.price();
                        if (price != null) {
                            json.writeStringProperty("price", price.toString());
                        }
                        json.writeStringProperty("amount", line.amount().toPlainString());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    public static List<ChargeLine> toChargeLines(@Nullable String text) {
        return objects(text, fields -> {
            String price = fields.get("price");
            return new ChargeLine(
                    UsageUnit.fromWire(required(fields, "unit")),
                    Long.parseLong(required(fields, "quantity")),
                    price == null ? null : PriceId.parse(price),
                    new BigDecimal(required(fields, "amount")));
        });
    }

    public static @Nullable String fromAttempts(List<Attempt> attempts) {
        return attempts.isEmpty()
                ? null
                : write(json -> {
                    json.writeStartArray();
                    for (Attempt attempt : attempts) {
                        json.writeStartObject();
                        json.writeStringProperty("provider", attempt.provider());
                        json.writeNumberProperty("status", attempt.status());
                        json.writeStringProperty("failure", attempt.failure());
                        json.writeNumberProperty("offset_us", attempt.offsetMicros());
                        json.writeNumberProperty("duration_us", attempt.durationMicros());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    public static List<Attempt> toAttempts(@Nullable String text) {
        return objects(
                text,
                fields -> new Attempt(
                        required(fields, "provider"),
                        Integer.parseInt(required(fields, "status")),
                        required(fields, "failure"),
                        Long.parseLong(required(fields, "offset_us")),
                        Long.parseLong(required(fields, "duration_us"))));
    }

    private static String write(Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            content.accept(json);
        }
        return text.toString();
    }

    private static <T> T read(String text, Function<JsonParser, T> content) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            return content.apply(json);
        }
    }

    private static <T> List<T> objects(@Nullable String text, Function<Map<String, String>, T> object) {
        if (text == null) {
            return List.of();
        }
        return read(text, json -> {
            List<T> objects = new ArrayList<>();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> fields = new LinkedHashMap<>();
                fields(json, fields::put);
                objects.add(object.apply(fields));
            }
            return objects;
        });
    }

    private static void fields(JsonParser json, BiConsumer<String, String> field) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            field.accept(name, json.getString());
        }
    }

    private static String required(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("column without " + name + ": " + fields.keySet());
        }
        return value;
    }
}
