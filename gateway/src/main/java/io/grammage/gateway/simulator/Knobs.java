package io.grammage.gateway.simulator;

import io.grammage.gateway.simulator.KnobType.AttemptList.Attempts;
import io.vertx.core.MultiMap;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The knobs turned for one request, or for all of them. Immutable, thread-safe. */
final class Knobs {
    static final Knobs NONE = new Knobs(new EnumMap<>(Knob.class));

    private final Map<Knob, Object> values;

    private Knobs(Map<Knob, Object> values) {
        this.values = values;
    }

    /**
     * The knobs of a name-to-value table.
     *
     * @throws IllegalArgumentException naming the knob that does not exist or the value that it does not take
     */
    static Knobs of(Map<String, String> settings) {
        EnumMap<Knob, Object> values = new EnumMap<>(Knob.class);
        settings.forEach((label, text) -> put(values, label, text));
        return values.isEmpty() ? NONE : new Knobs(values);
    }

    /**
     * The knobs in force for a request.
     *
     * @param body the request body, or null when it could not be read
     * @throws Refusal with status 400 when a knob does not exist or does not take the value
     */
    static Knobs forRequest(Knobs everywhere, MultiMap headers, @Nullable JsonNode body, int attempt) {
        EnumMap<Knob, Object> own = new EnumMap<>(Knob.class);
        try {
            readBody(own, body);
            for (Map.Entry<String, String> header : headers) {
                String name = header.getKey();
                if (name.regionMatches(true, 0, Knob.HEADER_PREFIX, 0, Knob.HEADER_PREFIX.length())) {
                    put(own, name.substring(Knob.HEADER_PREFIX.length()), header.getValue());
                }
            }
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(e.getMessage(), Knob.BODY_MEMBER);
        }
        if (own.isEmpty() && everywhere == NONE) {
            return NONE;
        }
        EnumMap<Knob, Object> merged = new EnumMap<>(Knob.class);
        merged.putAll(onAttempt(everywhere.values, attempt));
        merged.putAll(onAttempt(own, attempt));
        return new Knobs(merged);
    }

    private static void readBody(Map<Knob, Object> values, @Nullable JsonNode body) {
        if (body == null || !body.has(Knob.BODY_MEMBER)) {
            return;
        }
        JsonNode member = body.get(Knob.BODY_MEMBER);
        if (!member.isObject()) {
            throw new IllegalArgumentException(
                    Knob.BODY_MEMBER + ": " + member.getNodeType() + " (expected: an object)");
        }
        for (Map.Entry<String, JsonNode> entry : member.properties()) {
            if (entry.getValue().isContainer() || entry.getValue().isNull()) {
                throw new IllegalArgumentException(Knob.BODY_MEMBER + "." + entry.getKey() + ": "
                        + entry.getValue().getNodeType() + " (expected: a text, a number or a boolean)");
            }
            put(values, entry.getKey(), entry.getValue().asString());
        }
    }

    private static void put(Map<Knob, Object> values, String label, String text) {
        Knob knob = Knob.fromLabel(label)
                .orElseThrow(() -> new IllegalArgumentException("knob: " + label.toLowerCase(Locale.ROOT)
                        + " (expected: one that \"grammage simulate --help\" lists)"));
        try {
            values.put(knob, knob.type().parse(text));
        } catch (IllegalArgumentException e) {
            String shown = text.length() <= 100 ? text : text.length() + " characters";
            throw new IllegalArgumentException(knob.header() + ": " + shown + " (" + e.getMessage() + ")", e);
        }
    }

    private static Map<Knob, Object> onAttempt(Map<Knob, Object> values, int attempt) {
        boolean elsewhere = values.get(Knob.ATTEMPTS) instanceof Attempts attempts
                && !attempts.numbers().contains(Math.max(1, attempt));
        return elsewhere ? Map.of() : values;
    }

    boolean has(Knob knob) {
        return values.containsKey(knob);
    }

    boolean isOn(Knob knob) {
        return Boolean.TRUE.equals(values.get(knob));
    }

    long number(Knob knob, long otherwise) {
        return values.get(knob) instanceof Long number ? number : otherwise;
    }

    double decimal(Knob knob, double otherwise) {
        return values.get(knob) instanceof Double number ? number : otherwise;
    }

    /** The value of the knob, if it was turned and is of that type. */
    <T> @Nullable T value(Knob knob, Class<T> type) {
        Object value = values.get(knob);
        return type.isInstance(value) ? type.cast(value) : null;
    }
}
