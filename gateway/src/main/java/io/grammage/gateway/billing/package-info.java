/**
 * What usage costs.
 *
 * <p>Start at {@link io.grammage.gateway.billing.ListPricing}, which prices one call. This package must not know HTTP, SQL
 * or how tokens are counted.
 */
@NullMarked
package io.grammage.gateway.billing;

import org.jspecify.annotations.NullMarked;
