package io.grammage.gateway.kernel;

/** How a call is served, as prices distinguish it. */
public enum Mode {
    /** Answered while the caller waits. */
    REALTIME("realtime"),
    /** Answered some time later, as part of a batch. */
    BATCH("batch");

    private final String wireName;

    Mode(String wireName) {
        this.wireName = wireName;
    }

    /** The name in configuration, API and store. */
    public String wireName() {
        return wireName;
    }

    /**
     * The mode of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Mode fromWire(String name) {
        for (Mode mode : values()) {
            if (mode.wireName.equals(name)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("mode: " + name + " (expected: realtime or batch)");
    }
}
