/**
 * Who consumed what, when: sums of the ledger by whatever a reader asks for.
 *
 * <p>Start at {@link io.grammage.gateway.reporting.ConsumptionReport}. This package must not know HTTP or SQL.
 */
@NullMarked
package io.grammage.gateway.reporting;

import org.jspecify.annotations.NullMarked;
