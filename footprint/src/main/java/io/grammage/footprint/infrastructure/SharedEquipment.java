package io.grammage.footprint.infrastructure;

import java.util.Objects;

/**
 * Equipment that serves other equipment and is shared out by its power: data centre, network, cross-functional IT; also
 * the operator's non-IT activity of a year, as equipment that draws nothing and lasts a year.
 *
 * @param equipment what is shared out, whole
 * @param served the power of all that it serves; for a data centre, what customers have reserved
 */
public record SharedEquipment(Equipment equipment, Power served) {
    public SharedEquipment {
        Objects.requireNonNull(equipment, "equipment");
        Objects.requireNonNull(served, "served");
    }

    /** The part for equipment of that power: load * power / power served. */
    public Load loadFor(Power power) {
        return equipment.load().times(power.of(served));
    }
}
