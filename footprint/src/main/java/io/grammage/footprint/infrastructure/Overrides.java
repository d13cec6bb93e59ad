package io.grammage.footprint.infrastructure;

import org.jspecify.annotations.Nullable;

/**
 * What an operator knows better than the defaults, all of which nobody publishes. Null leaves the default.
 *
 * @param gpuPower average power of one GPU, measured or estimated
 * @param gpuManufacturing name of the data set to take the manufacturing of GPUs from, instead of the span of all
 * @param surroundings what surrounds the nodes' hosts in their data centre
 * @param controlPlane the fixed share of the control plane that each active node bears
 * @param infrastructure the inference infrastructure of the deployment, whole
 */
public record Overrides(
        @Nullable Power gpuPower,
        @Nullable String gpuManufacturing,
        @Nullable Surroundings surroundings,
        @Nullable Resource controlPlane,
        @Nullable Resource infrastructure) {
    public static final Overrides NONE = new Overrides(null, null, null, null, null);

    public Overrides withGpuPower(Power known) {
        return new Overrides(known, gpuManufacturing, surroundings, controlPlane, infrastructure);
    }

    public Overrides withGpuManufacturing(String dataSet) {
        return new Overrides(gpuPower, dataSet, surroundings, controlPlane, infrastructure);
    }

    public Overrides withSurroundings(Surroundings known) {
        return new Overrides(gpuPower, gpuManufacturing, known, controlPlane, infrastructure);
    }

    public Overrides withControlPlane(Resource known) {
        return new Overrides(gpuPower, gpuManufacturing, surroundings, known, infrastructure);
    }

    public Overrides withInfrastructure(Resource known) {
        return new Overrides(gpuPower, gpuManufacturing, surroundings, controlPlane, known);
    }
}
