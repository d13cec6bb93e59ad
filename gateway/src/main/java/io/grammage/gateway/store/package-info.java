/**
 * The only SQL of the product: implementations of the domain's ports, one package for each database.
 *
 * <p>Start at {@link io.grammage.gateway.store.sqlite.SqliteDatabase}. What holds for every database is said by the
 * contract tests of this package, which run once for each. This package must not decide anything: no price, no limit, no
 * estimate.
 */
@NullMarked
package io.grammage.gateway.store;

import org.jspecify.annotations.NullMarked;
