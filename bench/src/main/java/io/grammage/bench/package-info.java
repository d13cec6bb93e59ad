/**
 * JMH benchmarks of the gateway's hot path, one class per step. {@code bench/jmh} runs them; no build does. What is
 * measured end to end is in the packages below: {@link io.grammage.bench.load} sends calls, {@link
 * io.grammage.bench.upstream} answers them, {@link io.grammage.bench.harness} puts the proxies between the two.
 */
@NullMarked
package io.grammage.bench;

import org.jspecify.annotations.NullMarked;
