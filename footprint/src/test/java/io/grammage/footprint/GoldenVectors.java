package io.grammage.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the vectors kept in the project, and compares with them. */
final class GoldenVectors {
    static final double TOLERANCE = 1e-12;

    private static final JsonMapper JSON = JsonMapper.shared();

    private GoldenVectors() {}

    static List<JsonNode> read(String file) {
        String path = "/golden/ecologits/" + file;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(GoldenVectors.class.getResourceAsStream(path), path), StandardCharsets.UTF_8))) {
            return lines.lines().map(JSON::readTree).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String id(JsonNode vector) {
        return vector.required("id").stringValue();
    }

    /** A number, or {min, max}. */
    static Range range(JsonNode value) {
        return value.isObject()
                ? new Range(
                        value.required("min").doubleValue(),
                        value.required("max").doubleValue())
                : Range.of(value.doubleValue());
    }

    static @Nullable Double numberOrNull(JsonNode input, String name) {
        JsonNode value = input.path(name);
        return value.isMissingNode() || value.isNull() ? null : value.doubleValue();
    }

    static double number(JsonNode input, String name, double otherwise) {
        Double value = numberOrNull(input, name);
        return value == null ? otherwise : value;
    }

    static ElectricityMix mix(JsonNode input) {
        return new ElectricityMix(
                new Zone(input.required("zone").stringValue()),
                input.required("if_electricity_mix_adpe").doubleValue(),
                input.required("if_electricity_mix_pe").doubleValue(),
                input.required("if_electricity_mix_gwp").doubleValue(),
                numberOrNull(input, "if_electricity_mix_wue"),
                "golden vector");
    }

    static ModelParameters parameters(JsonNode input) {
        return new ModelParameters(
                range(input.required("model_active_parameter_count")),
                range(input.required("model_total_parameter_count")));
    }

    static void assertEqual(Impacts impacts, JsonNode expected) {
        assertEqual("energy", impacts.energy(), expected.required("energy"));
        assertEqual("usage.energy", impacts.energy(), expected.required("usage").required("energy"));
        assertEqual("gwp", impacts.gwp(), expected);
        assertEqual("adpe", impacts.adpe(), expected);
        assertEqual("pe", impacts.pe(), expected);
        if (expected.has("wcf")) {
            assertEqual("wcf", Objects.requireNonNull(impacts.wcf()), expected.required("wcf"));
            assertEqual("usage.wcf", impacts.wcf(), expected.required("usage").required("wcf"));
        } else {
            assertThat(impacts.wcf()).isNull();
        }
    }

    private static void assertEqual(String name, Phases phases, JsonNode expected) {
        assertEqual(name, phases.total(), expected.required(name));
        assertEqual("usage." + name, phases.usage(), expected.required("usage").required(name));
        assertEqual(
                "embodied." + name,
                Objects.requireNonNull(phases.embodied()),
                expected.required("embodied").required(name));
    }

    static void assertEqual(String name, @Nullable Range actual, JsonNode expected) {
        Range wanted = range(expected);
        assertEqual(name + ".min", Objects.requireNonNull(actual).min(), wanted.min());
        assertEqual(name + ".max", actual.max(), wanted.max());
    }

    static void assertEqual(String name, double actual, double expected) {
        double distance = actual == expected ? 0 : Math.abs(actual - expected) / Math.abs(expected);
        assertThat(distance)
                .as("%s: %s, expected %s: relative distance", name, actual, expected)
                .isLessThanOrEqualTo(TOLERANCE);
    }
}
