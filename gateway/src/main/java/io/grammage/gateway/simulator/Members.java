package io.grammage.gateway.simulator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Members of a JSON object by name, refused with status 400 when they are of another kind; null counts as absent. */
record Members(JsonNode object) {

    /** The member, or null when it is absent or null. */
    @Nullable
    JsonNode find(String name) {
        JsonNode member = object.get(name);
        return member == null || member.isNull() ? null : member;
    }

    String text(String name) {
        JsonNode member = find(name);
        if (member == null || !member.isString()) {
            throw wrong(name, member, "a string");
        }
        return member.stringValue();
    }

    @Nullable
    String textOrNull(String name) {
        return find(name) == null ? null : text(name);
    }

    boolean flag(String name) {
        JsonNode member = find(name);
        if (member != null && !member.isBoolean()) {
            throw wrong(name, member, "a boolean");
        }
        return member != null && member.booleanValue();
    }

    long number(String name, long otherwise, long min, long max) {
        JsonNode member = find(name);
        if (member == null) {
            return otherwise;
        }
        if (!member.isIntegralNumber() || !member.canConvertToLong()) {
            throw wrong(name, member, "an integer");
        }
        long value = member.longValue();
        if (value < min || value > max) {
            throw Refusal.invalid(name + ": " + value + " (expected: " + min + " to " + max + ")", name);
        }
        return value;
    }

    /** The members of an object, or null when it is absent. */
    @Nullable
    Members object(String name) {
        JsonNode member = find(name);
        if (member != null && !member.isObject()) {
            throw wrong(name, member, "an object");
        }
        return member == null ? null : new Members(member);
    }

    /** An array, empty when it is absent. */
    JsonNode array(String name) {
        JsonNode member = find(name);
        if (member != null && !member.isArray()) {
            throw wrong(name, member, "an array");
        }
        return member == null ? Json.MAPPER.createArrayNode() : member;
    }

    static Refusal wrong(String name, @Nullable JsonNode member, String expectation) {
        String found = member == null ? "missing" : String.valueOf(member.getNodeType());
        return Refusal.invalid(name + ": " + found + " (expected: " + expectation + ")", name);
    }
}
