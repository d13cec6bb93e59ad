/**
 * The dialects of upstream servers: which endpoints each kind serves, where, and which headers it gets.
 *
 * <p>Start at {@link io.grammage.gateway.provider.ProviderDialect}. This package must not know accounts, the ledger or
 * how connections are made.
 */
@NullMarked
package io.grammage.gateway.provider;

import org.jspecify.annotations.NullMarked;
