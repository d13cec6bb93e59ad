package io.grammage.footprint;

/**
 * The hardware behind a request.
 *
 * @param memoryGb what the model takes, in GB
 * @param gpus how many hold it
 * @param serverKw power of the servers without their GPUs, this request's share, in kW
 * @param embodied what making GPUs and their share of the servers cost, whole
 * @param sharePerSecond the part of {@code embodied} that a request takes on per second; {@link Impacts#ABSENT} where
 *     embodied impacts are not estimated
 */
record Machine(double memoryGb, long gpus, double serverKw, Embodied embodied, double sharePerSecond) {}
