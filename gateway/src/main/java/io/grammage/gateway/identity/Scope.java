package io.grammage.gateway.identity;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What an API key may be used for. */
public enum Scope {
    /** Calling models, and listing them. */
    INFERENCE("inference"),
    /** Reading what the key's project consumed. */
    CONSUMPTION_READ("consumption.read"),
    /** Administering the organization of the key: reading what all of its projects consumed and owe. The first key has it. */
    ADMIN("admin");

    /** The scopes of keys that are made for a project. */
    public static final Set<Scope> OF_PROJECTS = Collections.unmodifiableSet(EnumSet.of(INFERENCE, CONSUMPTION_READ));

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
        throw new IllegalArgumentException("scope: " + name + " (expected: inference, consumption.read or admin)");
    }
}
