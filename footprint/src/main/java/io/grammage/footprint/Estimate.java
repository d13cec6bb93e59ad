package io.grammage.footprint;

/**
 * Impacts, and the steps that led to their two ends.
 *
 * @param methodId the method that computed them
 * @param low the steps behind every minimum
 * @param high the steps behind every maximum
 */
public record Estimate(String methodId, Impacts impacts, Steps low, Steps high) {}
