package io.grammage.gateway.relay;

import io.grammage.gateway.kernel.CallIds;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.util.concurrent.Executor;

/**
 * What belongs to one event loop, and is used on it only.
 *
 * @param client the loop's own, so that a call never changes threads
 * @param exchanges the calls on their way
 * @param executor runs tasks on the loop
 */
public record RelayLoop(
        Vertx vertx, HttpClient client, CallIds callIds, Router router, OpenExchanges exchanges, Executor executor) {}
