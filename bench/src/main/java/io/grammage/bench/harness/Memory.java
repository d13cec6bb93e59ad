package io.grammage.bench.harness;

/**
 * Resident memory of a contestant.
 *
 * @param name the contestant
 * @param idleMebibytes before its first call
 * @param peakMebibytes the most at any moment
 * @param afterMebibytes after its last call
 */
record Memory(String name, double idleMebibytes, double peakMebibytes, double afterMebibytes) {}
