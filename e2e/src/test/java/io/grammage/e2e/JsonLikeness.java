package io.grammage.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether two JSON values are alike: the same members of the same types. Numbers, and texts with a digit in them (ids,
 * times, versions), may differ; other texts may not. Of arrays, each element has to be like one of the other's.
 */
final class JsonLikeness {
    private static final String DONE = "[DONE]";

    private JsonLikeness() {}

    /** Where they are not alike. */
    static List<String> differences(String documented, String answered) {
        List<String> differences = new ArrayList<>();
        compare(
                "",
                JsonMapper.shared().readTree(documented),
                JsonMapper.shared().readTree(answered),
                differences);
        return differences;
    }

    /** Where two streams of events are not alike, event by event. */
    static List<String> streamDifferences(String documented, String answered) {
        return differences(asArray(documented), asArray(answered));
    }

    /** The data of the events, each under its number. */
    private static String asArray(String stream) {
        StringBuilder events = new StringBuilder("{");
        int number = 0;
        for (String block : stream.strip().split("\n\n", -1)) {
            String data = block.substring("data: ".length());
            events.append(number == 0 ? "" : ",")
                    .append("\"event ")
                    .append(number++)
                    .append("\":");
            events.append(data.equals(DONE) ? "\"[DONE]\"" : data);
        }
        return events.append('}').toString();
    }

    private static void compare(String place, JsonNode documented, JsonNode answered, List<String> differences) {
        if (documented.getNodeType() != answered.getNodeType()) {
            differences.add(place + ": documented " + documented + ", answered " + answered);
        } else if (documented.isObject()) {
            compareMembers(place, documented, answered, differences);
        } else if (documented.isArray()) {
            compareElements(place, documented, answered, differences);
        } else if (documented.isString()
                && !hasDigit(documented)
                && !hasDigit(answered)
                && !documented.equals(answered)) {
            differences.add(place + ": documented " + documented + ", answered " + answered);
        }
    }

    private static boolean hasDigit(JsonNode text) {
        return text.stringValue().chars().anyMatch(Character::isDigit);
    }

    private static void compareMembers(String place, JsonNode documented, JsonNode answered, List<String> differences) {
        Set<String> names = new TreeSet<>(documented.propertyNames());
        names.addAll(answered.propertyNames());
        for (String name : names) {
            if (documented.has(name) && answered.has(name)) {
                compare(place + "/" + name, documented.get(name), answered.get(name), differences);
            } else {
                differences.add(place + "/" + name + ": only " + (documented.has(name) ? "documented" : "answered"));
            }
        }
    }

    private static void compareElements(
            String place, JsonNode documented, JsonNode answered, List<String> differences) {
        for (JsonNode element : answered) {
            expectLike(place, "answered", element, documented, differences);
        }
        for (JsonNode element : documented) {
            expectLike(place, "documented", element, answered, differences);
        }
    }

    private static void expectLike(
            String place, String whose, JsonNode element, JsonNode others, List<String> differences) {
        List<String> least = null;
        for (JsonNode other : others) {
            List<String> between = new ArrayList<>();
            compare(place + "[]", element, other, between);
            least = least == null || between.size() < least.size() ? between : least;
        }
        if (least == null) {
            differences.add(place + "[]: only " + whose + " " + element);
        } else {
            differences.addAll(least);
        }
    }
}
