package io.grammage.gateway.app;

import io.grammage.gateway.catalog.UpstreamAddress;

/** The simulator that runs inside the gateway, for providers of that type without an address. */
@FunctionalInterface
public interface BuiltInSimulator {

    /** Where it listens; it is started when this is called for the first time. Settings of later calls have no effect. */
    UpstreamAddress address(Settings settings);

    /** The address of one that was not started. */
    UpstreamAddress NOWHERE = new UpstreamAddress(false, "simulator.invalid", 80, "");

    /** One that is never started, for configurations that are checked and not served. */
    static BuiltInSimulator notStarted() {
        return settings -> NOWHERE;
    }
}
