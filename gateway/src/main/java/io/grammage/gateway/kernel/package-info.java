/**
 * The values every other package speaks in: ids, money, token counts, prices, secrets, error codes and the clock.
 *
 * <p>Start at {@link io.grammage.gateway.kernel.TokenCounts}, {@link io.grammage.gateway.kernel.Charge} and
 * {@link io.grammage.gateway.kernel.ErrorCode}. This package knows no other package of the gateway and no library.
 */
@NullMarked
package io.grammage.gateway.kernel;

import org.jspecify.annotations.NullMarked;
