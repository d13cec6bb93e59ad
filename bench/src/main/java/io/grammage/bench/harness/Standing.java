package io.grammage.bench.harness;

import java.util.List;

/**
 * What one contestant did in all its rounds.
 *
 * @param name the contestant
 * @param callsPerSecond calls with a right answer
 * @param p50Micros median latency
 * @param p99Micros latency that one in a hundred calls exceeds
 * @param cpuMicrosPerCall CPU of the proxy, user and system, what is left over from the calls included
 * @param rssMebibytes memory of the proxy
 * @param loadMicrosPerCall CPU of the load generator
 * @param foreignCores cores that something else kept busy
 * @param failed calls without a right answer, in all rounds
 * @param firstFailure what the first of them looked like; empty if there was none
 */
record Standing(
        String name,
        Spread callsPerSecond,
        Spread p50Micros,
        Spread p99Micros,
        Spread cpuMicrosPerCall,
        Spread rssMebibytes,
        Spread loadMicrosPerCall,
        Spread foreignCores,
        long failed,
        String firstFailure) {
    private static final double MEBIBYTE = 1 << 20;

    static Standing of(String name, List<Round> rounds) {
        return new Standing(
                name,
                Spread.of(rounds, round -> round.load().callsPerSecond()),
                Spread.of(rounds, round -> round.load().latencies().p50()),
                Spread.of(rounds, round -> round.load().latencies().p99()),
                Spread.of(rounds, Round::cpuMicrosPerCall),
                Spread.of(rounds, round -> round.rssBytes() / MEBIBYTE),
                Spread.of(rounds, round -> round.load().ownCpuMicrosPerCall()),
                Spread.of(rounds, Round::foreignCores),
                rounds.stream().mapToLong(round -> round.load().failed()).sum(),
                rounds.stream()
                        .map(round -> round.load().firstFailure())
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse(""));
    }
}
