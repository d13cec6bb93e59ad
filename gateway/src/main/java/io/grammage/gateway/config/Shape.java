package io.grammage.gateway.config;

import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.NearestNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping with known keys. Any other key is refused, but for those of OpenGateLLM that have no meaning here. */
public final class Shape extends ValueType<Section> {
    private final String title;
    private final List<Key<?>> keys;
    private final List<Ignored> ignored;
    private final Map<String, Key<?>> byName = new LinkedHashMap<>();

    private Shape(String title, List<Key<?>> keys, List<Ignored> ignored) {
        this.title = requireNonNull(title, "title");
        this.keys = List.copyOf(keys);
        this.ignored = List.copyOf(ignored);
        for (Key<?> key : keys) {
            addName(key.name(), key);
            key.otherNames().forEach(name -> addName(name, key));
        }
    }

    private void addName(String name, Key<?> key) {
        if (byName.put(name, key) != null) {
            throw new IllegalArgumentException("key: " + name + " twice in " + title + " (expected: once)");
        }
    }

    /** A mapping of these keys, in the order in which the reference shows them. */
    static Shape of(String title, Key<?>... keys) {
        return new Shape(title, List.of(keys), List.of());
    }

    /** The same, with keys that only get a warning. */
    Shape ignoring(List<Ignored> more) {
        return new Shape(title, keys, more);
    }

    String title() {
        return title;
    }

    List<Key<?>> keys() {
        return keys;
    }

    List<Ignored> ignored() {
        return ignored;
    }

    @Override
    @Nullable
    Section read(Node node, Reading reading, String path) {
        if (!(node instanceof Node.Mapping mapping)) {
            reading.error(node, path, node.kind() + " (expected: " + expectation() + ")");
            return null;
        }
        int errorsBefore = reading.problems().errorCount();
        Place place = reading.place(node, path);
        Map<Key<?>, Located<?>> given = new LinkedHashMap<>();
        Map<Key<?>, String> writtenAs = new LinkedHashMap<>();
        for (Node.Entry entry : mapping.entries()) {
            readEntry(entry, place, reading, given, writtenAs);
        }
        for (Key<?> key : keys) {
            if (key.isRequired() && !writtenAs.containsKey(key)) {
                reading.problems()
                        .error(
                                place.child(key.name()),
                                "missing (expected: " + key.type().expectation() + ")");
            }
        }
        return new Section(this, place, reading.problems().errorCount() == errorsBefore, given);
    }

    private void readEntry(
            Node.Entry entry,
            Place place,
            Reading reading,
            Map<Key<?>, Located<?>> given,
            Map<Key<?>, String> writtenAs) {
        String name = entry.key().text();
        String path = place.child(name).path();
        Key<?> key = byName.get(name);
        if (key == null) {
            refuseOrIgnore(entry.key(), path, reading);
            return;
        }
        if (entry.value() instanceof Node.Scalar scalar) {
            Reading.Text text = reading.text(scalar, path);
            if (text == null) {
                writtenAs.put(key, name);
                return;
            }
            if (key.type() instanceof ScalarType<?> type ? type.isAbsent(text) : text.absent()) {
                return;
            }
        }
        String other = writtenAs.put(key, name);
        if (other != null) {
            reading.error(
                    entry.key(), path, "means the same as " + other + ", which is there too (expected: one of them)");
            return;
        }
        Object value = key.type().read(entry.value(), reading, path);
        if (value != null) {
            given.put(key, new Located<>(value, reading.place(entry.value(), path)));
        }
    }

    private void refuseOrIgnore(Node.Scalar name, String path, Reading reading) {
        for (Ignored candidate : ignored) {
            if (candidate.covers(name.text())) {
                reading.problems().warning(reading.place(name, path), "ignored: " + candidate.reason());
                return;
            }
        }
        List<String> known = new ArrayList<>(byName.keySet());
        ignored.stream().filter(key -> !key.isPrefix()).map(Ignored::name).forEach(known::add);
        List<String> nearest = NearestNames.of(name.text(), known);
        String hint = nearest.isEmpty()
                ? " (expected: one of "
                        + String.join(", ", keys.stream().map(Key::name).toList()) + ")"
                : " (did you mean " + String.join(" or ", nearest) + "?)";
        reading.error(name, path, "unknown key" + hint);
    }

    @Override
    Map<String, Object> schema() {
        return JsonSchema.object(this);
    }

    @Override
    String expectation() {
        return title;
    }
}
