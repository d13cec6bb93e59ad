/**
 * Puts proxies between the load generator and the upstream and measures what they cost, beside each other in one run. Start
 * with {@link io.grammage.bench.harness.RunCommand}, which {@code bench/run} runs, or {@link
 * io.grammage.bench.harness.SoakCommand}. Looks at the product from outside only: its launcher, its port, its process and
 * its database.
 */
@NullMarked
package io.grammage.bench.harness;

import org.jspecify.annotations.NullMarked;
