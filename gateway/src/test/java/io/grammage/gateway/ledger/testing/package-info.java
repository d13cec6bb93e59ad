/** What tests of the ledger, and of all that reads it, share. */
@NullMarked
package io.grammage.gateway.ledger.testing;

import org.jspecify.annotations.NullMarked;
