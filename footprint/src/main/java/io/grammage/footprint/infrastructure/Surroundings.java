package io.grammage.footprint.infrastructure;

import io.grammage.footprint.FootprintException;
import java.util.EnumMap;
import java.util.Map;

/**
 * What surrounds the servers of a data centre, as far as it is known. A step that is in neither map is not estimated, and
 * none is in both.
 *
 * @param byPower what is shared out by power
 * @param perServer what every server bears alike, whatever it draws
 */
public record Surroundings(Map<Step, SharedEquipment> byPower, Map<Step, Load> perServer) {
    public Surroundings {
        byPower = Map.copyOf(byPower);
        perServer = Map.copyOf(perServer);
        for (Step step : perServer.keySet()) {
            if (byPower.containsKey(step)) {
                throw new FootprintException(
                        "step " + step.label() + ": by power and per server (expected: one of them)");
            }
        }
        if (byPower.containsKey(Step.SERVER) || perServer.containsKey(Step.SERVER)) {
            throw new FootprintException("step server among its surroundings (expected: any other step)");
        }
    }

    /** Equipment of a customer with its part of all that surrounds it. */
    public Resource around(Equipment server) {
        Map<Step, Load> loads = new EnumMap<>(Step.class);
        loads.putAll(perServer);
        byPower.forEach((step, shared) -> loads.put(step, shared.loadFor(server.power())));
        loads.put(Step.SERVER, server.load());
        return Resource.of(loads);
    }
}
