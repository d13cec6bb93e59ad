/**
 * The data plane: takes inference requests in, finds a provider, lets the bytes through, and settles what was consumed.
 *
 * <p>Start at {@link io.grammage.gateway.relay.InferenceHandler}; follow {@code Intake}, {@code Exchange}, the kinds of
 * {@code Answer} and {@code Settlement}. Everything but {@link io.grammage.gateway.relay.TokenEstimator} runs on event
 * loops and must not block. This package must not know SQL, YAML, how prices and impacts are computed, or what becomes of
 * a record once it is durable.
 */
@NullMarked
package io.grammage.gateway.relay;

import org.jspecify.annotations.NullMarked;
