package io.grammage.gateway.config;

import static java.util.Objects.requireNonNull;

/**
 * A key of OpenGateLLM that has no meaning here: it gets a warning, and what stands under it is not read.
 *
 * @param name the key, or with a star at its end all keys that begin so
 * @param reason what to write instead, or why nothing is needed, as a phrase
 */
record Ignored(String name, String reason) {
    private static final String ANY = "*";

    Ignored {
        requireNonNull(name, "name");
        requireNonNull(reason, "reason");
    }

    boolean isPrefix() {
        return name.endsWith(ANY);
    }

    /** The name without its star. */
    String stem() {
        return isPrefix() ? name.substring(0, name.length() - ANY.length()) : name;
    }

    boolean covers(String key) {
        return isPrefix() ? key.startsWith(stem()) : key.equals(name);
    }
}
