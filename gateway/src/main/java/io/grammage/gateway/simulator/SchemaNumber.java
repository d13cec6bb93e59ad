package io.grammage.gateway.simulator;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Numbers that are valid for the number keywords of a JSON Schema. Pure functions. */
final class SchemaNumber {
    private static final BigDecimal SPAN = BigDecimal.valueOf(100);

    private SchemaNumber() {}

    /** A whole number within the bounds. */
    static BigInteger integer(JsonNode schema, long seed) {
        BigDecimal number = pick(schema, seed, BigDecimal.ONE).stripTrailingZeros();
        if (number.scale() > 0) {
            throw refusal("multipleOf " + schema.path("multipleOf") + " of an integer (expected: a whole number)");
        }
        return number.toBigIntegerExact();
    }

    /** A number within the bounds: a multiple where one is asked for, else the middle, else one with two decimals. */
    static BigDecimal decimal(JsonNode schema, long seed) {
        JsonNode low = schema.has("minimum") ? schema.get("minimum") : schema.path("exclusiveMinimum");
        JsonNode high = schema.has("maximum") ? schema.get("maximum") : schema.path("exclusiveMaximum");
        if (low.isNumber() && high.isNumber() && !schema.has("multipleOf")) {
            return low.asDecimal().add(high.asDecimal()).divide(BigDecimal.TWO);
        }
        return pick(schema, seed, new BigDecimal("0.01"));
    }

    /** The multiple of the step that lies a little above the lower bound, or below the upper one. */
    private static BigDecimal pick(JsonNode schema, long seed, BigDecimal grid) {
        BigDecimal step =
                schema.path("multipleOf").isNumber() ? schema.get("multipleOf").asDecimal() : grid;
        if (step.signum() <= 0) {
            throw refusal("multipleOf " + step + " (expected: above 0)");
        }
        BigDecimal low = lowest(schema, step);
        BigDecimal high = highest(schema, step);
        if (low == null) {
            low = high == null ? BigDecimal.ZERO : high.subtract(step.multiply(SPAN));
        }
        if (high == null) {
            high = low.add(step.multiply(SPAN));
        }
        if (low.compareTo(high) > 0) {
            throw refusal("no multiple of " + step + " between the bounds (expected: one or more)");
        }
        BigInteger steps = high.subtract(low).divideToIntegralValue(step).toBigInteger();
        long choices = steps.min(BigInteger.valueOf(1_000)).longValueExact() + 1;
        return low.add(step.multiply(BigDecimal.valueOf(Long.remainderUnsigned(seed, choices))));
    }

    private static @Nullable BigDecimal lowest(JsonNode schema, BigDecimal step) {
        BigDecimal low = null;
        if (schema.path("minimum").isNumber()) {
            low = schema.get("minimum")
                    .asDecimal()
                    .divide(step, 0, RoundingMode.CEILING)
                    .multiply(step);
        }
        if (schema.path("exclusiveMinimum").isNumber()) {
            BigDecimal above = schema.get("exclusiveMinimum")
                    .asDecimal()
                    .divide(step, 0, RoundingMode.FLOOR)
                    .add(BigDecimal.ONE)
                    .multiply(step);
            low = low == null ? above : low.max(above);
        }
        return low;
    }

    private static @Nullable BigDecimal highest(JsonNode schema, BigDecimal step) {
        BigDecimal high = null;
        if (schema.path("maximum").isNumber()) {
            high = schema.get("maximum")
                    .asDecimal()
                    .divide(step, 0, RoundingMode.FLOOR)
                    .multiply(step);
        }
        if (schema.path("exclusiveMaximum").isNumber()) {
            BigDecimal below = schema.get("exclusiveMaximum")
                    .asDecimal()
                    .divide(step, 0, RoundingMode.CEILING)
                    .subtract(BigDecimal.ONE)
                    .multiply(step);
            high = high == null ? below : high.min(below);
        }
        return high;
    }

    private static Refusal refusal(String what) {
        return Refusal.invalid("schema: " + what, "response_format");
    }
}
