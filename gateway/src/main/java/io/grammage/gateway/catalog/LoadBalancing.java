package io.grammage.gateway.catalog;

import java.util.Arrays;
import java.util.stream.Collectors;

/** In which order the providers of a model are tried. Weights apply to all of them. */
public enum LoadBalancing {
    /** At random, in proportion to the weights. */
    SHUFFLE("shuffle"),
    /** In turn, each as often as its weight says. */
    ROUND_ROBIN("round_robin"),
    /** The one with the fewest calls in flight for its weight first. */
    LEAST_BUSY("least_busy");

    private final String wireName;

    LoadBalancing(String wireName) {
        this.wireName = wireName;
    }

    /** The name in configuration and API. */
    public String wireName() {
        return wireName;
    }

    /**
     * The load balancing strategy of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static LoadBalancing fromWire(String name) {
        for (LoadBalancing candidate : values()) {
            if (candidate.wireName.equals(name)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("load balancing strategy: " + name + " (expected: one of "
                + Arrays.stream(values()).map(LoadBalancing::wireName).collect(Collectors.joining(", ")) + ")");
    }
}
