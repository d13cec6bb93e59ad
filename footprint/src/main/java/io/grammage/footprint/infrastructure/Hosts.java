package io.grammage.footprint.infrastructure;

import io.grammage.footprint.FootprintException;
import io.grammage.footprint.Range;
import java.util.List;

/**
 * Machines that GPU Instances are shares of: processors, memory and GPUs, what making them cost and what they draw.
 *
 * @param boavizta hosts, processors and GPUs
 * @param nvidia GPUs
 * @param defaults what nobody publishes
 */
record Hosts(DataFile boavizta, DataFile nvidia, DataFile defaults) {
    /** The whole host of a node: manufacturing with all its GPUs, average power with all of them at work. */
    Equipment hostOf(NodeType node, Overrides overrides, Hours lifespan, Evidence evidence) {
        Entry host = evidence.cited(boavizta.require("host", node.host()));
        Ratio gpus = Ratio.of(host.number("GPUs"));
        Carbon manufacturing = new Carbon(host.range("kgCO2eq"))
                .plus(gpuManufacturing(node.gpu(), overrides, evidence).times(gpus));
        Power power = hostPower(host, evidence)
                .plus(gpuPower(node.gpu(), overrides, evidence).times(gpus));
        return new Equipment(manufacturing, lifespan, power);
    }

    /** The part of its host that a node is: that of its GPUs. */
    Ratio shareOf(NodeType node) {
        return Ratio.of(node.gpus() / boavizta.require("host", node.host()).number("GPUs"));
    }

    private Carbon gpuManufacturing(String gpu, Overrides overrides, Evidence evidence) {
        List<DataFile> sets = List.of(nvidia, boavizta);
        List<Entry> known =
                sets.stream().flatMap(set -> set.find("gpu", gpu).stream()).toList();
        String chosen = overrides.gpuManufacturing();
        List<Entry> used = known.stream()
                .filter(entry -> chosen == null || entry.dataSet().name().equals(chosen))
                .toList();
        if (used.isEmpty()) {
            throw new FootprintException("manufacturing of GPU " + gpu + " by data set: \"" + chosen
                    + "\" (expected one of: "
                    + String.join(
                            ", ",
                            known.stream().map(entry -> entry.dataSet().name()).toList()) + ")");
        }
        return new Carbon(used.stream()
                .map(entry -> evidence.cited(entry).range("kgCO2eq"))
                .reduce(Hosts::span)
                .orElseThrow());
    }

    private static Range span(Range one, Range other) {
        return new Range(Math.min(one.min(), other.min()), Math.max(one.max(), other.max()));
    }

    private Power gpuPower(String gpu, Overrides overrides, Evidence evidence) {
        Power given = overrides.gpuPower();
        if (given != null) {
            evidence.say("GPU power: " + given.watts() + " W on average, as given.");
            return given;
        }
        Entry design = evidence.cited(defaults.require("design-power", gpu));
        Entry average = evidence.cited(defaults.require("gpu-power", "average"));
        return new Power(design.range("W-per-GPU")).times(new Ratio(average.range("of-design-power")));
    }

    /** Processors at the load that is assumed, memory, and what Boavizta adds to these two for all the rest. */
    private Power hostPower(Entry host, Evidence evidence) {
        Entry load = evidence.cited(defaults.require("cpu-load", "average"));
        Entry other = evidence.cited(boavizta.require("other-power", "host"));
        Power processors = CpuProfile.of(evidence.cited(boavizta.require("cpu", host.text("CPU"))))
                .at(load.number("percent"))
                .times(Ratio.of(host.number("CPUs")));
        Power memory = Power.ofWatts(other.number("RAM-W-per-GB") * host.number("RAM-GB"));
        Power both = processors.plus(memory);
        return both.plus(both.times(new Ratio(other.range("added-to-CPU-and-RAM"))));
    }
}
