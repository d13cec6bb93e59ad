/**
 * Dedicated deployments: capacity that is reserved by node and hour.
 *
 * <p>Start at {@link io.grammage.gateway.deployment.DeploymentEstimate}, which tells what one would cost the environment. This
 * package must not know HTTP or SQL.
 */
@NullMarked
package io.grammage.gateway.deployment;

import org.jspecify.annotations.NullMarked;
