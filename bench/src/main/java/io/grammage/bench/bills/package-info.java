/** How long bills and consumption take over a ledger of a hundred million calls. */
@NullMarked
package io.grammage.bench.bills;

import org.jspecify.annotations.NullMarked;
