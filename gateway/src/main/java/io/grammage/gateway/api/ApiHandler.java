package io.grammage.gateway.api;

import io.grammage.gateway.kernel.GatewayException;

/** Answers the requests of a route. Runs on a virtual thread and may block; must be thread-safe. */
@FunctionalInterface
public interface ApiHandler {

    /**
     * The answer.
     *
     * @throws GatewayException when the request is refused; anything else is an internal error
     */
    ApiAnswer handle(ApiRequest request);
}
