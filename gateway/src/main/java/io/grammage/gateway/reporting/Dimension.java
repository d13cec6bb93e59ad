package io.grammage.gateway.reporting;

/** What consumption can be told apart by. */
public enum Dimension {
    PROJECT("project"),
    MODEL("model"),
    KEY("key"),
    PROVIDER("provider"),
    ENDPOINT("endpoint"),
    MODE("mode"),
    /** A day of UTC. */
    DAY("day"),
    /** Who a key belongs to; calls of keys that belong to nobody are in no row. */
    USER("user"),
    /** A tag, written {@code name=value}; a call with two tags is in two rows, one without in none. */
    TAG("tag");

    private final String wireName;

    Dimension(String wireName) {
        this.wireName = wireName;
    }

    /** The name in API and exports. */
    public String wireName() {
        return wireName;
    }

    /**
     * The dimension of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Dimension fromWire(String name) {
        for (Dimension dimension : values()) {
            if (dimension.wireName.equals(name)) {
                return dimension;
            }
        }
        throw new IllegalArgumentException("dimension: " + name);
    }

    /** Whether the ledger sums it with model and day only, and only for whole organizations. */
    boolean isOfSpend() {
        return this == USER || this == TAG;
    }
}
