/**
 * What the program says about itself while it runs: its log and the access log.
 *
 * <p>Start at {@link io.grammage.gateway.telemetry.AccessLog} and {@link io.grammage.gateway.telemetry.Logging}. No
 * secret, prompt or answer is ever written. This package must not know HTTP or where records are kept.
 */
@NullMarked
package io.grammage.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
