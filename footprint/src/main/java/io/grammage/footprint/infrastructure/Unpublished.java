package io.grammage.footprint.infrastructure;

import java.util.Map;

/**
 * What surrounds the nodes of a deployment, of which nobody publishes figures: each as it is taken to be, unless the
 * operator knows better.
 *
 * @param defaults what it is taken to be
 */
record Unpublished(DataFile defaults) {
    private static final Ratio POOL_TERABYTES = Ratio.of(1000);
    private static final StoragePool POOL = StoragePool.object(new DataSize(1e15));

    /** What surrounds hosts. Network, stock and non-IT are left out: there is no figure to start from. */
    Surroundings surroundings(Overrides overrides, Places places, Evidence evidence) {
        Surroundings given = overrides.surroundings();
        if (given != null) {
            evidence.say("Surroundings of the hosts: as given.");
            return given;
        }
        Entry building = evidence.cited(defaults.require("building", "data-centre"));
        Equipment dataCentre = Equipment.building(
                building.number("m2"),
                new Carbon(building.range("kgCO2eq-per-m2")),
                places.lifespan("data-centre", evidence));
        Power reserved = new Power(building.range("W-reserved"));
        return new Surroundings(
                Map.of(Step.DATA_CENTRE, new SharedEquipment(dataCentre, reserved)),
                Map.of(Step.CROSS_FUNCTIONAL_IT, crossFunctionalIt(evidence)));
    }

    /** The infrastructure of a deployment, however many nodes are attached to it. */
    Resource infrastructure(Overrides overrides, Evidence evidence) {
        Resource given = overrides.infrastructure();
        if (given != null) {
            evidence.say("Inference infrastructure, as given: " + given.description() + ".");
            return given;
        }
        Entry size = evidence.cited(defaults.require("infrastructure", "deployment"));
        return Resource.of(Map.of(
                Step.SERVER, unit(evidence).times(Ratio.of(size.number("units"))),
                Step.CROSS_FUNCTIONAL_IT, crossFunctionalIt(evidence).times(Ratio.of(size.number("instances")))));
    }

    /** The share of the control plane that one node bears. */
    Resource controlPlane(Overrides overrides, Evidence evidence) {
        Resource given = overrides.controlPlane();
        if (given != null) {
            evidence.say("Control plane, for each node as given: " + given.description() + ".");
            return given;
        }
        Entry share = evidence.cited(defaults.require("control-plane", "node"));
        return Resource.of(Map.of(Step.SERVER, unit(evidence).times(new Ratio(share.range("units")))));
    }

    /** A model's part of a pool of disks. A larger pool has the larger load and the smaller ratio: its size is no matter. */
    Resource modelStorage(DataSize model, Hours lifespan, Evidence evidence) {
        Entry perTerabyte = evidence.cited(defaults.require("storage", "object"));
        Equipment disks = new Equipment(
                new Carbon(perTerabyte.range("kgCO2eq-per-TB")).times(POOL_TERABYTES),
                lifespan,
                new Power(perTerabyte.range("W-per-TB")).times(POOL_TERABYTES));
        return Resource.of(Map.of(Step.SERVER, disks.load())).times(POOL.ratioOf(model));
    }

    private Load crossFunctionalIt(Evidence evidence) {
        return load(evidence.cited(defaults.require("cross-functional-it", "instance")));
    }

    private Load unit(Evidence evidence) {
        return load(evidence.cited(defaults.require("unit", "POP2-2C-8G")));
    }

    private static Load load(Entry entry) {
        return new Load(new CarbonRate(entry.range("kgCO2eq-per-hour")), new Power(entry.range("W")));
    }
}
