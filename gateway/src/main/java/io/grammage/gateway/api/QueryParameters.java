package io.grammage.gateway.api;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parameters behind the question mark of a URL. Each refusal names the parameter, its value and what is expected
 * instead. Immutable.
 */
public final class QueryParameters {
    private static final int COUNT_MAX = 256;

    private final Map<String, List<String>> values;

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Takes a query apart.
     *
     * @param query as it stands in the URL, or null when there is none
     * @throws GatewayException {@link ErrorCode#INVALID_REQUEST} when it is not one
     */
    public static QueryParameters parse(@Nullable String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (query != null && !query.isEmpty()) {
            String[] pairs = query.split("&", COUNT_MAX + 1);
            if (pairs.length > COUNT_MAX) {
                throw new GatewayException(
                        ErrorCode.INVALID_REQUEST, "The URL has more than " + COUNT_MAX + " query parameters.");
            }
            for (String pair : pairs) {
                int equals = pair.indexOf('=');
                String name = UrlText.decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : UrlText.decoded(pair.substring(equals + 1));
                values.computeIfAbsent(name, first -> new ArrayList<>(1)).add(value);
            }
        }
        return new QueryParameters(values);
    }

    /**
     * Refuses parameters that the route does not have: a misspelt filter would otherwise silently not filter.
     *
     * @throws GatewayException {@link ErrorCode#INVALID_REQUEST}
     */
    public void allowOnly(List<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw invalid(
                        name,
                        "not a parameter of this route",
                        known.isEmpty() ? "none" : "one of " + String.join(", ", known));
            }
        }
    }

    /** All values of a parameter, in order; possibly none. */
    public List<String> all(String name) {
        return Collections.unmodifiableList(values.getOrDefault(name, List.of()));
    }

    /**
     * The value of a parameter, or null when it is absent.
     *
     * @throws GatewayException {@link ErrorCode#INVALID_REQUEST} when it occurs twice
     */
    public @Nullable String find(String name) {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw invalid(name, all.size() + " values", "one");
        }
        return all.isEmpty() ? null : all.getFirst();
    }

    /**
     * The value of a parameter as something else, or null when it is absent.
     *
     * @param reader gives the value, or throws an {@link IllegalArgumentException}
     * @param expected what is expected instead where it throws
     * @throws GatewayException {@link ErrorCode#INVALID_REQUEST} when it throws
     */
    public <T> @Nullable T find(String name, Function<String, T> reader, String expected) {
        String text = find(name);
        if (text == null) {
            return null;
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw invalid(name, text, expected);
        }
    }

    /**
     * A whole number, or null when the parameter is absent.
     *
     * @throws GatewayException {@link ErrorCode#INVALID_REQUEST} when it is not one within the bounds
     */
    public @Nullable Long wholeNumber(String name, long min, long max) {
        return find(
                name,
                text -> {
                    long number = Long.parseLong(text);
                    if (number < min || number > max) {
                        throw new IllegalArgumentException(name);
                    }
                    return number;
                },
                "a whole number from " + min + " to " + max);
    }

    /** Reads one of some words, for {@link #find(String, Function, String)}. */
    static Function<String, String> oneOf(String... words) {
        return text -> {
            if (!List.of(words).contains(text)) {
                throw new IllegalArgumentException(text);
            }
            return text;
        };
    }

    /** A refusal of a parameter's value. */
    static GatewayException invalid(String name, String value, String expected) {
        return new GatewayException(
                        ErrorCode.INVALID_REQUEST,
                        "Query parameter '" + name + "': " + shortened(value) + " (expected: " + expected + ").")
                .about(name);
    }

    private static String shortened(String value) {
        return value.length() <= 100 ? value : value.substring(0, 100) + "...";
    }
}
