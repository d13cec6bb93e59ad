package io.grammage.footprint.infrastructure;

import io.grammage.footprint.internal.Check;
import org.jspecify.annotations.Nullable;

/**
 * What an operator knows better than the defaults, all of which nobody publishes. Null leaves the default.
 *
 * @param gpuPower average power of one GPU, measured or estimated, at most 10,000 W
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
    private static final double GPU_WATTS_MAX = 10_000;

    public static final Overrides NONE = new Overrides(null, null, null, null, null);

    public Overrides {
        if (gpuPower != null) {
            Check.within("GPU power in W", gpuPower.watts(), 0, GPU_WATTS_MAX);
        }
    }

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
