package io.grammage.footprint;

/**
 * What generating takes.
 *
 * @param kwhPerToken energy of one GPU per token, this request's share, in kWh
 * @param secondsPerToken time per token, in seconds
 * @param firstTokenSeconds time before the first token, in seconds
 */
record Work(double kwhPerToken, double secondsPerToken, double firstTokenSeconds) {}
