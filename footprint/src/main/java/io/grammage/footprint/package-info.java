/**
 * Energy, emissions, resources and water of generative-model inference, as ranges from minimum to maximum.
 *
 * <p>Start with {@link io.grammage.footprint.FootprintMethod}: a method takes {@link
 * io.grammage.footprint.ModelParameters}, a {@link io.grammage.footprint.Hosting} and a {@link
 * io.grammage.footprint.Speed}, and prepares an {@link io.grammage.footprint.PreparedEstimator} that turns output tokens
 * and measured latency into {@link io.grammage.footprint.Impacts}. {@link io.grammage.footprint.ElectricityMixes} and
 * {@link io.grammage.footprint.ModelRegistry} hold published figures. The package knows no HTTP, no configuration and no
 * gateway, and depends on nothing but the JDK. All types are immutable and may be shared between threads.
 */
@NullMarked
package io.grammage.footprint;

import org.jspecify.annotations.NullMarked;
