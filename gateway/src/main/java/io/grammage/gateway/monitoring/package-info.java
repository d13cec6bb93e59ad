/**
 * What this node knows of how it is doing: the health of its models.
 *
 * <p>Start at {@link io.grammage.gateway.monitoring.ModelHealth}. This package must not know HTTP or SQL.
 */
@NullMarked
package io.grammage.gateway.monitoring;

import org.jspecify.annotations.NullMarked;
