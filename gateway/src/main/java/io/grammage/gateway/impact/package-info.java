/**
 * The environmental impacts of calls.
 *
 * <p>Start at {@link io.grammage.gateway.impact.CallWeighing}, which weighs one call by the footprint library. This package
 * must not know HTTP, SQL or prices.
 */
@NullMarked
package io.grammage.gateway.impact;

import org.jspecify.annotations.NullMarked;
