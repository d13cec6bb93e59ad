package io.grammage.gateway.simulator;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A string that is valid for the string keywords of a JSON Schema, {@code pattern} aside. */
record SchemaText(JsonNode schema, long seed) {
    private static final int LONGEST = 100_000;

    String text() {
        String formatted = formatted(schema.path("format").asString(""));
        if (!formatted.isEmpty()) {
            return formatted;
        }
        StringBuilder text = new StringBuilder("simulated ").append(Scramble.below(seed, 10_000));
        int least = schema.path("minLength").asInt(0);
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        if (least > LONGEST) {
            throw Refusal.invalid(
                    "schema: minLength " + least + " (expected: at most " + LONGEST + ")", "response_format");
        }
        while (text.length() < least) {
            text.append('.');
        }
        text.setLength(Math.min(text.length(), Math.max(0, most)));
        return text.toString();
    }

    private String formatted(String format) {
        int small = Scramble.below(seed, 28) + 1;
        return switch (format) {
            case "date-time" -> String.format(Locale.ROOT, "2026-01-%02dT12:00:00Z", small);
            case "date" -> String.format(Locale.ROOT, "2026-01-%02d", small);
            case "time" -> "12:00:00Z";
            case "duration" -> "PT" + small + "M";
            case "email" -> "simulated" + small + "@example.org";
            case "hostname" -> "simulated" + small + ".example.org";
            case "ipv4" -> "192.0.2." + small;
            case "ipv6" -> "2001:db8::" + small;
            case "uri", "uri-reference" -> "https://example.org/simulated/" + small;
            case "uuid" -> String.format(Locale.ROOT, "00000000-0000-4000-8000-%012x", seed & 0xffff_ffff_ffffL);
            default -> "";
        };
    }
}
