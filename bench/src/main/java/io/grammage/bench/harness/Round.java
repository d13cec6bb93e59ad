package io.grammage.bench.harness;

import io.grammage.bench.load.LoadReport;

/**
 * One contestant's turn.
 *
 * @param load what the load generator saw
 * @param cpuSeconds CPU of the proxy from the first call until it was quiet again; 0 where there is no proxy
 * @param rssBytes memory of the proxy afterwards
 * @param foreignCores cores that anything but load generator, upstream and proxy kept busy meanwhile
 */
record Round(LoadReport load, double cpuSeconds, long rssBytes, double foreignCores) {
    /** CPU that a call cost the proxy, in microseconds. */
    double cpuMicrosPerCall() {
        return cpuSeconds * 1e6 / Math.max(1, load.answered() + load.failed());
    }
}
