package io.grammage.gateway.kernel;

import java.util.List;

/**
 * What is counted and priced. The token types are disjoint and add up to all tokens of a call; reasoning tokens are an
 * of-which of {@link #OUTPUT} and so have no unit.
 */
public enum UsageUnit {
    /** Prompt tokens that no other type covers. */
    INPUT("input", true, 1_000_000),
    /** Prompt tokens that the provider read from its cache. */
    CACHED_INPUT("cached_input", true, 1_000_000),
    /** Prompt tokens that the provider wrote into its cache. */
    CACHE_WRITE("cache_write", true, 1_000_000),
    /** Prompt tokens that stand for sound. */
    AUDIO_INPUT("audio_input", true, 1_000_000),
    /** Generated tokens, reasoning included. */
    OUTPUT("output", true, 1_000_000),
    /** Seconds of sound in a transcription; priced by the minute. */
    AUDIO_SECOND("audio_second", false, 60),
    IMAGE("image", false, 1),
    DOCUMENT("document", false, 1);

    /** The units that count tokens, in the order in which prices and bills list them. */
    public static final List<UsageUnit> TOKEN_TYPES = List.of(INPUT, CACHED_INPUT, CACHE_WRITE, AUDIO_INPUT, OUTPUT);

    private final String wireName;
    private final boolean token;
    private final int pricedQuantity;

    UsageUnit(String wireName, boolean token, int pricedQuantity) {
        this.wireName = wireName;
        this.token = token;
        this.pricedQuantity = pricedQuantity;
    }

    /** The name in configuration, API and store. */
    public String wireName() {
        return wireName;
    }

    /** Whether this unit is a token type. */
    public boolean isToken() {
        return token;
    }

    /** How many of it a price is for: 1,000,000 tokens, 60 seconds, one image or document. */
    public int pricedQuantity() {
        return pricedQuantity;
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
