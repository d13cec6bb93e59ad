package io.grammage.gateway.ledger;

import static io.grammage.gateway.kernel.Checks.inRange;

/** The first digit of an HTTP status. */
public enum StatusClass {
    INFORMATIONAL("1xx"),
    SUCCESS("2xx"),
    REDIRECTION("3xx"),
    CLIENT_ERROR("4xx"),
    SERVER_ERROR("5xx");

    private static final StatusClass[] BY_DIGIT = values();

    private final String wireName;

    StatusClass(String wireName) {
        this.wireName = wireName;
    }

    /** The name in API and store, for example {@code 2xx}. */
    public String wireName() {
        return wireName;
    }

    /** The class of a status from 100 to 599. */
    public static StatusClass of(int status) {
        inRange(status, 100, 599, "status");
        return BY_DIGIT[status / 100 - 1];
    }

    /**
     * The class of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static StatusClass fromWire(String name) {
        for (StatusClass statusClass : BY_DIGIT) {
            if (statusClass.wireName.equals(name)) {
                return statusClass;
            }
        }
        throw new IllegalArgumentException("status class: " + name + " (expected: 1xx, 2xx, 3xx, 4xx or 5xx)");
    }
}
