package io.grammage.bench.harness;

/** A server that runs, and how to reach it. */
record Started(ServerProcess process, Contestant contestant) {}
