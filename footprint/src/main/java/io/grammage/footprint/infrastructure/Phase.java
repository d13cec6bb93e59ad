package io.grammage.footprint.infrastructure;

/** When in a life cycle something is emitted. Transport and end of life are not in the method. */
public enum Phase {
    /** Making hardware and buildings, spread evenly over their lifespans. */
    MANUFACTURING,
    /** The electricity that equipment draws, with all that the data centre adds to it. */
    USE,
    /** Offices, travel, canteen and the like of the operator: neither of the two. */
    NON_IT
}
