package io.grammage.gateway.kernel;

import java.util.List;

/**
 * What is counted and priced. The token types are disjoint and add up to all tokens of a call; reasoning tokens are an
 * of-which of {@link #OUTPUT} and so have no unit.
 */
public enum UsageUnit {
    /** Prompt tokens that no other type covers. */
    INPUT("input", true),
    /** Prompt tokens that the provider read from its cache. */
    CACHED_INPUT("cached_input", true),
    /** Prompt tokens that the provider wrote into its cache. */
    CACHE_WRITE("cache_write", true),
    /** Prompt tokens that stand for sound. */
    AUDIO_INPUT("audio_input", true),
    /** Generated tokens, reasoning included. */
    OUTPUT("output", true),
    /** Seconds of sound in a transcription. */
    AUDIO_SECOND("audio_second", false),
    IMAGE("image", false),
    DOCUMENT("document", false);

    /** The units that count tokens, in the order in which prices and bills list them. */
    public static final List<UsageUnit> TOKEN_TYPES = List.of(INPUT, CACHED_INPUT, CACHE_WRITE, AUDIO_INPUT, OUTPUT);

    private final String wireName;
    private final boolean token;

    UsageUnit(String wireName, boolean token) {
        this.wireName = wireName;
        this.token = token;
    }

    /** The name in configuration, API and store. */
    public String wireName() {
        return wireName;
    }

    /** Whether this unit is a token type. */
    public boolean isToken() {
        return token;
    }

    /**
     * The unit of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static UsageUnit fromWire(String name) {
        for (UsageUnit unit : values()) {
            if (unit.wireName.equals(name)) {
                return unit;
            }
        }
        throw new IllegalArgumentException("unit: " + name + " (expected: one of input, cached_input, cache_write,"
                + " audio_input, output, audio_second, image, document)");
    }
}
