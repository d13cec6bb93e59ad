/**
 * Everything callers can ask over HTTP besides inference: models, their own usage, health, and the description of the API
 * itself.
 *
 * <p>Start at {@link io.grammage.gateway.api.ApiDispatcher}, which takes requests from event loops, and at
 * {@link io.grammage.gateway.api.ApiRoute}: each {@code ...Api} class gives a few of them. Handlers are plain blocking code
 * on virtual threads, from {@link io.grammage.gateway.api.ApiRequest} to {@link io.grammage.gateway.api.ApiAnswer}. This
 * package must not know how calls are relayed, nor SQL.
 */
@NullMarked
package io.grammage.gateway.api;

import org.jspecify.annotations.NullMarked;
