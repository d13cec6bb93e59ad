package io.grammage.footprint.infrastructure;

/** When in a life cycle something is emitted. Transport and end of life are not in the method. */
public enum Phase {
    /** Making hardware and buildings, spread evenly over their lifespans. */
    MANUFACTURING("manufacturing"),
    /** The electricity that equipment draws, with all that the data centre adds to it. */
    USE("use"),
    /** Offices, travel, canteen and the like of the operator: neither of the two. */
    NON_IT("non-IT");

    private final String label;

    Phase(String label) {
        this.label = label;
    }

    /** To be read by people. */
    public String label() {
        return label;
    }
}
