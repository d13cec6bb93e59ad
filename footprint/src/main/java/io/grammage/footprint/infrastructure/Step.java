package io.grammage.footprint.infrastructure;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What has to be looked at for each resource (Scaleway, environmental footprint calculator, 2026). */
public enum Step {
    /** The building and its technical environment. What the latter draws is in the PUE. */
    DATA_CENTRE("data centre and technical environment", Phase.MANUFACTURING, false),
    /** Network between the data centres of a region. */
    NETWORK_BACKBONE("network backbone", Phase.MANUFACTURING, true),
    /** Network inside a data centre. */
    NETWORK_FABRIC("network fabric", Phase.MANUFACTURING, true),
    /** Network inside a rack. */
    NETWORK_LEAVES("network leaves", Phase.MANUFACTURING, true),
    /** What the customer uses. */
    SERVER("server", Phase.MANUFACTURING, true),
    /** The operator's own machines: accounts, billing, orchestration, monitoring. */
    CROSS_FUNCTIONAL_IT("cross-functional IT", Phase.MANUFACTURING, true),
    /** Hardware that waits in store. */
    STOCK("stock", Phase.MANUFACTURING, false),
    /** Offices, travel, canteen, logistics. */
    NON_IT("non-IT", Phase.NON_IT, false);

    /**
     * The steps that the ratio of an Instance applies to: all but cross-functional IT and stock, which every Instance
     * bears whole (Scaleway, Instances environmental footprint; its catalogue has that constant in every figure).
     */
    public static final Set<Step> SHARED_BY_INSTANCES =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(CROSS_FUNCTIONAL_IT, STOCK)));

    /** The steps that the ratio of a volume applies to: all (Scaleway, Block and Object Storage footprint). */
    public static final Set<Step> SHARED_BY_VOLUMES = Collections.unmodifiableSet(EnumSet.allOf(Step.class));

    private final String label;
    private final Phase standing;
    private final boolean electric;

    Step(String label, Phase standing, boolean electric) {
        this.label = label;
        this.standing = standing;
        this.electric = electric;
    }

    /** To be read by people. */
    public String label() {
        return label;
    }

    /** The phase of what does not come from electricity. */
    Phase standing() {
        return standing;
    }

    /** Whether the step has a use phase. */
    boolean electric() {
        return electric;
    }
}
