package io.grammage.gateway.ledger;

/** How a call ended. */
public enum Outcome {
    /** The caller got the whole answer. */
    COMPLETED("completed"),
    /** The provider refused the request itself (400, 413, 415, 422), and its refusal was passed on. */
    REJECTED("rejected"),
    /** The caller went away before the end. */
    CLIENT_GONE("client_gone"),
    /** No provider answered, or the one that did broke off. */
    UPSTREAM_FAILED("upstream_failed"),
    /** A bound on time was reached. */
    TIMED_OUT("timed_out"),
    /** The gateway itself stopped; what is known comes from the call's open-call slot. */
    INTERRUPTED("interrupted");

    private final String wireName;

    Outcome(String wireName) {
        this.wireName = wireName;
    }

    /** The name in API and store. */
    public String wireName() {
        return wireName;
    }

    /**
     * The outcome of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Outcome fromWire(String name) {
        for (Outcome outcome : values()) {
            if (outcome.wireName.equals(name)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("outcome: " + name
                + " (expected: completed, rejected, client_gone, upstream_failed, timed_out or interrupted)");
    }
}
