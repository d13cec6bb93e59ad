package io.grammage.gateway.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values of a mapping in the file, by key, with defaults where keys were left out. Immutable. */
public final class Section {
    private final Shape shape;
    private final Place place;
    private final boolean whole;
    private final Map<Key<?>, Located<?>> given;

    Section(Shape shape, Place place, boolean whole, Map<Key<?>, Located<?>> given) {
        this.shape = shape;
        this.place = place;
        this.whole = whole;
        this.given = new LinkedHashMap<>(given);
    }

    /** One that was left out. */
    static Section absent(Shape shape, Place place) {
        return new Section(shape, place, shape.keys().stream().noneMatch(Key::isRequired), Map.of());
    }

    /** Where it begins; where it could have been written if it was left out. */
    public Place place() {
        return place;
    }

    /** Whether all of it was read without an error, so that each required key has a value. */
    public boolean isWhole() {
        return whole;
    }

    /** Whether the key was written. */
    public boolean has(Key<?> key) {
        return given.containsKey(key);
    }

    /** Where the value of a key stands; where it could have been written if it was left out. */
    public Place placeOf(Key<?> key) {
        Located<?> located = given.get(key);
        return located == null ? place.child(key.name()) : located.place();
    }

    /**
     * The value of a key that is required or has a default.
     *
     * @throws IllegalStateException when the section is not whole, or the key is not such a one
     */
    public <T> T value(Key<T> key) {
        T value = find(key);
        if (value == null) {
            throw new IllegalStateException(place.child(key.name()) + " has neither value nor default");
        }
        return value;
    }

    /** The value of a key, or its default, or null. */
    public <T> @Nullable T find(Key<T> key) {
        if (!shape.keys().contains(key)) {
            throw new IllegalArgumentException("key: " + key + " (expected: one of " + shape.keys() + ")");
        }
        Located<?> located = given.get(key);
        if (located != null) {
            @SuppressWarnings("unchecked") // the shape filed under each key what the key's own type had read
            T value = (T) located.value();
            return value;
        }
        return key.defaultValue();
    }

    /** The section under a key, with nothing but defaults if it was left out. */
    public Section section(Key<Section> key) {
        Section section = find(key);
        return section == null ? absent((Shape) key.type(), placeOf(key)) : section;
    }

    /** The keys, here and in sections below, whose values differ from those of another section of the same shape. */
    public List<Change> changesFrom(Section before) {
        List<Change> changes = new ArrayList<>();
        collectChanges(before, "", changes);
        return changes;
    }

    private void collectChanges(Section before, String prefix, List<Change> changes) {
        for (Key<?> key : shape.keys()) {
            String path = prefix + key.name();
            if (key.type() instanceof Shape) {
                @SuppressWarnings("unchecked") // only keys of sections have a shape as their type
                Key<Section> below = (Key<Section>) key;
                section(below).collectChanges(before.section(below), path + ".", changes);
            } else if (!same(find(key), before.find(key))) {
                changes.add(new Change(path, key.needsRestart()));
            }
        }
    }

    /** Whether all values are the same, wherever they stand. */
    public boolean sameAs(Section other) {
        return shape == other.shape && changesFrom(other).isEmpty();
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof List<?> ones && other instanceof List<?> others) {
            boolean same = ones.size() == others.size();
            for (int i = 0; same && i < ones.size(); i++) {
                same = same(ones.get(i), others.get(i));
            }
            return same;
        }
        if (one instanceof Located<?> located && other instanceof Located<?> otherLocated) {
            return same(located.value(), otherLocated.value());
        }
        if (one instanceof Section section && other instanceof Section otherSection) {
            return section.sameAs(otherSection);
        }
        return Objects.equals(one, other);
    }

    /**
     * A key whose value is another than before.
     *
     * @param needsRestart whether the change waits for the next start
     */
    public record Change(String path, boolean needsRestart) {}
}
