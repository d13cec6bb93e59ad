package io.grammage.gateway.relay;

import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.ledger.CallStart;
import io.grammage.gateway.ledger.OpenCall;
import io.grammage.gateway.wire.Envelope;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request that has a route: what is known of it before a provider has seen it.
 *
 * @param redirectedFrom the model that has ended and whose successor serves, or null
 * @param receivedNanos when the last byte of the request had arrived, by the clock's {@code nanos}
 */
record Call(
        HttpServerRequest request,
        CallStart start,
        Model model,
        @Nullable String redirectedFrom,
        Envelope envelope,
        RequestBody body,
        OpenCall slot,
        long receivedNanos) {

    /** An estimate of the prompt's tokens where nobody reports them: a token for every four bytes of the request. */
    long estimatedPromptTokens() {
        return Math.ceilDiv(start.promptBytes(), 4L);
    }
}
