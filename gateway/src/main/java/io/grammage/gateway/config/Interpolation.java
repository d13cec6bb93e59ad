package io.grammage.gateway.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts variables into a value. A reference names one and may have a default, which counts where the variable is unset or
 * empty; a dollar in front of a reference makes it plain text. What a variable holds is taken as it is, never read as
 * YAML or interpolated again.
 */
final class Interpolation {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\$\\{|\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\\})?");

    private Interpolation() {}

    /** Whether the text refers to a variable or escapes a reference. */
    static boolean concerns(String text) {
        return text.contains("${");
    }

    /**
     * The text with its variables filled in.
     *
     * @throws IllegalArgumentException when a variable without default is unset, or a reference is malformed; the message
     *     holds no value of a variable
     */
    static String fill(String text, Environment environment) {
        StringBuilder filled = new StringBuilder();
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            matcher.appendReplacement(filled, "");
            filled.append(matcher.group().equals("$${") ? "${" : value(matcher, environment));
        }
        return matcher.appendTail(filled).toString();
    }

    private static String value(Matcher matcher, Environment environment) {
        @Nullable String name = matcher.group(1);
        @Nullable String fallback = matcher.group(2);
        if (name == null) {
            throw new IllegalArgumentException("malformed reference to a variable"
                    + " (expected: ${NAME} or ${NAME:-default}; $${ stands for the characters themselves)");
        }
        @Nullable String value = environment.get(name);
        if (fallback != null && (value == null || value.isEmpty())) {
            return fallback;
        }
        if (value == null) {
            throw new IllegalArgumentException("the environment variable " + name
                    + " is not set (expected: a value, or a default as in ${" + name + ":-default})");
        }
        return value;
    }
}
