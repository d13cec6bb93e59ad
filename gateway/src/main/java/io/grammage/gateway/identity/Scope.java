package io.grammage.gateway.identity;

/** What an API key may be used for. */
public enum Scope {
    /** Calling models, and listing them. */
    INFERENCE("inference"),
    /** Reading what the key's project consumed. */
    CONSUMPTION_READ("consumption.read");

    private final String wireName;

    Scope(String wireName) {
        this.wireName = wireName;
    }

    /** The name in API, command line and store. */
    public String wireName() {
        return wireName;
    }

    /**
     * The scope of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Scope fromWire(String name) {
        for (Scope scope : values()) {
            if (scope.wireName.equals(name)) {
                return scope;
            }
        }
        throw new IllegalArgumentException("scope: " + name + " (expected: inference or consumption.read)");
    }
}
