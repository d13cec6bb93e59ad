package io.grammage.footprint.infrastructure;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What surrounds the servers of a data centre, as far as it is known. A step that is in neither map is not estimated.
 *
 * @param byPower what is shared out by power
 * @param perServer what every server, or every Instance, bears alike
 */
public record Surroundings(Map<Step, SharedEquipment> byPower, Map<Step, Load> perServer) {
    public Surroundings {
        byPower = Collections.unmodifiableMap(new EnumMap<>(byPower));
        perServer = Collections.unmodifiableMap(new EnumMap<>(perServer));
    }

    /** Equipment of a customer with its part of all that surrounds it. */
    public Resource around(Equipment server) {
        Map<Step, Load> loads = new EnumMap<>(perServer);
        byPower.forEach((step, shared) -> loads.put(step, shared.loadFor(server.power())));
        loads.put(Step.SERVER, server.load());
        return Resource.of(loads);
    }
}
