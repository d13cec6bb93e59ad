package io.grammage.gateway.ledger;

/** Where token counts come from. */
public enum CountSource {
    /** The provider said so. */
    REPORTED("reported"),
    /** The gateway estimated them, because the provider said nothing or not all. */
    ESTIMATED("estimated"),
    /** Nothing was generated, so there is nothing to count. */
    NONE("none");

    private final String wireName;

    CountSource(String wireName) {
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
    public static CountSource fromWire(String name) {
        for (CountSource source : values()) {
            if (source.wireName.equals(name)) {
                return source;
            }
        }
        throw new IllegalArgumentException("count source: " + name + " (expected: reported, estimated or none)");
    }
}
