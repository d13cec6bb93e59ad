/**
 * The footprint of infrastructure: what hardware, data centres and electricity cost while something is reserved, whether
 * or not it receives calls.
 *
 * <p>Start with {@link io.grammage.footprint.infrastructure.DeploymentMethod}: it takes a {@link
 * io.grammage.footprint.infrastructure.DeploymentInput} and gives a {@link
 * io.grammage.footprint.infrastructure.Footprint}, whose lines tell component, step and phase. Underneath is one
 * mechanism: a {@link io.grammage.footprint.infrastructure.Resource} holds a {@link
 * io.grammage.footprint.infrastructure.Load} for each {@link io.grammage.footprint.infrastructure.Step}, and a load times
 * {@link io.grammage.footprint.infrastructure.Hours} at a {@link io.grammage.footprint.infrastructure.DataCentre} is
 * carbon and water. Instances, volumes, load balancers and clusters are ratios of resources.
 *
 * <p>The method is the one Scaleway publishes (scaleway/docs-content, pages/environmental-footprint), written anew. The
 * package knows no HTTP, no configuration and no gateway, and depends on nothing but the JDK. All public types are
 * immutable and may be shared between threads.
 */
@NullMarked
package io.grammage.footprint.infrastructure;

import org.jspecify.annotations.NullMarked;
