package io.grammage.gateway.billing;

/** Who put a price into the book. */
public enum PriceSource {
    /** The configuration file. */
    CONFIG("config"),
    /** An administrator, through the API. Wins over the configuration. */
    API("api");

    private final String wireName;

    PriceSource(String wireName) {
        this.wireName = wireName;
    }

    /** The name in API and store. */
    public String wireName() {
        return wireName;
    }

    /**
     * The source of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static PriceSource fromWire(String name) {
        for (PriceSource source : values()) {
            if (source.wireName.equals(name)) {
                return source;
            }
        }
        throw new IllegalArgumentException("source: " + name + " (expected: config or api)");
    }
}
