package io.grammage.gateway.catalog;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How a provider can be brought to report usage at the end of a stream. */
public enum StreamUsage {
    /** On request: {@code stream_options.include_usage} is added to the request. */
    ASK("ask"),
    /** It does so by itself, and the request is left alone. */
    ALWAYS_SENT("always_sent"),
    /** Not at all: counts of streams are estimated. */
    NEVER("never");

    private final String wireName;

    StreamUsage(String wireName) {
        this.wireName = wireName;
    }

    /** The name in configuration. */
    public String wireName() {
        return wireName;
    }

    /**
     * The stream usage of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static StreamUsage fromWire(String name) {
        for (StreamUsage candidate : values()) {
            if (candidate.wireName.equals(name)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("stream usage: " + name + " (expected: one of "
                + Arrays.stream(values()).map(StreamUsage::wireName).collect(Collectors.joining(", ")) + ")");
    }
}
