package io.grammage.footprint.infrastructure;

import org.jspecify.annotations.Nullable;

/**
 * What an operator knows better than the defaults, all of which nobody publishes. Null leaves the default.
 *
 * @param gpuPower average power of one GPU, measured or estimated
 * @param gpuManufacturing name of the data set to take the manufacturing of GPUs from, instead of the span of all
 * @param controlPlane the fixed share of the control plane that each active node bears
 * @param infrastructure the inference infrastructure of the deployment
 */
public record Overrides(
        @Nullable Power gpuPower,
        @Nullable String gpuManufacturing,
        @Nullable Load controlPlane,
        @Nullable Load infrastructure) {
    public static final Overrides NONE = new Overrides(null, null, null, null);

    public Overrides withGpuPower(Power known) {
        return new Overrides(known, gpuManufacturing, controlPlane, infrastructure);
    }

    public Overrides withGpuManufacturing(String dataSet) {
        return new Overrides(gpuPower, dataSet, controlPlane, infrastructure);
    }

    public Overrides withControlPlane(Load known) {
        return new Overrides(gpuPower, gpuManufacturing, known, infrastructure);
    }

    public Overrides withInfrastructure(Load known) {
        return new Overrides(gpuPower, gpuManufacturing, controlPlane, known);
    }
}
