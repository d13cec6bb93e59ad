package io.grammage.footprint;

/**
 * What a method computed on the way to one end of an estimate, for whoever wants to check it.
 *
 * @param gpus what the GPUs do
 * @param generationSeconds time to generate, in seconds: modelled, or measured if that was less
 * @param serverKwh energy of the servers without their GPUs, this request's share, in kWh
 * @param hardwareEmbodied what making the GPUs and their share of the servers cost, whole, not this request's share
 */
public record Steps(Gpus gpus, double generationSeconds, double serverKwh, Embodied hardwareEmbodied) {
    /**
     * The GPUs of an estimate.
     *
     * @param memoryGb memory that the model takes, in GB
     * @param count GPUs that hold it
     * @param kwhEach energy of one GPU for this request, in kWh
     */
    public record Gpus(double memoryGb, long count, double kwhEach) {}
}
