package io.grammage.gateway.config;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of one type, one after the other.
 *
 * @param <T> what each becomes
 */
public final class ListType<T> extends ValueType<List<Located<T>>> {
    private final ValueType<T> element;
    private final int sizeMin;
    private final int sizeMax;

    ListType(ValueType<T> element, int sizeMin, int sizeMax) {
        this.element = requireNonNull(element, "element");
        this.sizeMin = sizeMin;
        this.sizeMax = sizeMax;
    }

    ValueType<T> element() {
        return element;
    }

    @Override
    @Nullable
    List<Located<T>> read(Node node, Reading reading, String path) {
        if (!(node instanceof Node.Sequence sequence)) {
            reading.error(node, path, node.kind() + " (expected: " + expectation() + ")");
            return null;
        }
        List<Node> items = sequence.items();
        if (items.size() < sizeMin || items.size() > sizeMax) {
            reading.error(node, path, items.size() + " entries (expected: " + sizeMin + " to " + sizeMax + ")");
            return null;
        }
        List<Located<T>> values = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String itemPath = path + "[" + i + "]";
            T value = element.read(items.get(i), reading, itemPath);
            if (value != null) {
                values.add(new Located<>(value, reading.place(items.get(i), itemPath)));
            }
        }
        return values.size() == items.size() ? List.copyOf(values) : null;
    }

    @Override
    Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", element.schema());
        if (sizeMin > 0) {
            schema.put("minItems", sizeMin);
        }
        schema.put("maxItems", sizeMax);
        return schema;
    }

    @Override
    String expectation() {
        return "a list; each: " + element.expectation();
    }
}
