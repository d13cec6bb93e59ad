/**
 * The load generator. Start with {@link io.grammage.bench.load.LoadGenerator}: it runs a {@link
 * io.grammage.bench.load.LoadPlan} on one thread over plain sockets and gives a {@link io.grammage.bench.load.LoadReport}.
 * Knows HTTP, but neither chat nor gateway.
 */
@NullMarked
package io.grammage.bench.load;

import org.jspecify.annotations.NullMarked;
