package io.grammage.gateway.ledger;

/** What a budget may be set for. */
public enum SpendScope {
    ORGANIZATION("organization"),
    PROJECT("project"),
    USER("user"),
    KEY("key"),
    MODEL("model"),
    TAG("tag");

    private final String wireName;

    SpendScope(String wireName) {
        this.wireName = wireName;
    }

    /** The name in API and store. */
    public String wireName() {
        return wireName;
    }

    /**
     * The scope of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static SpendScope fromWire(String name) {
        for (SpendScope scope : values()) {
            if (scope.wireName.equals(name)) {
                return scope;
            }
        }
        throw new IllegalArgumentException(
                "scope: " + name + " (expected: organization, project, user, key, model or tag)");
    }
}
