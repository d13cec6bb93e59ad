/**
 * Bills for people: a page, and the same on paper.
 *
 * <p>Start at {@link io.grammage.gateway.billing.print.BillPage}; its template is {@code src/main/jte/bill.jte}. This package must not
 * know HTTP.
 */
@NullMarked
package io.grammage.gateway.billing.print;

import org.jspecify.annotations.NullMarked;
