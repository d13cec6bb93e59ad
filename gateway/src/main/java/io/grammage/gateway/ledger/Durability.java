package io.grammage.gateway.ledger;

/** What an answer waits for. */
public enum Durability {
    /** For its record to be on disk: what was answered survives a power cut. */
    BEFORE_RESPONSE("before_response"),
    /** For nothing: what was answered survives the end of the process, but not of the machine. */
    ASYNC("async");

    private final String wireName;

    Durability(String wireName) {
        this.wireName = wireName;
    }

    /** The name in configuration. */
    public String wireName() {
        return wireName;
    }

    /**
     * The durability of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Durability fromWire(String name) {
        for (Durability durability : values()) {
            if (durability.wireName.equals(name)) {
                return durability;
            }
        }
        throw new IllegalArgumentException("durability: " + name + " (expected: before_response or async)");
    }
}
