/**
 * The models that are offered, and the providers that serve them.
 *
 * <p>Start at {@link io.grammage.gateway.catalog.Catalog}: an immutable snapshot that resolves the name a caller wrote to
 * a {@link io.grammage.gateway.catalog.Model}, following aliases and life cycle. This package must not know where its
 * values were configured, nor how a provider is spoken to.
 */
@NullMarked
package io.grammage.gateway.catalog;

import org.jspecify.annotations.NullMarked;
