package io.grammage.gateway.relay;

import io.grammage.gateway.catalog.Model;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.ledger.CallStart;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.ledger.OpenCall;
import io.grammage.gateway.wire.Envelope;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request that has a route: what is known of it before a provider has seen it.
 *
 * @param redirectedFrom the model that has ended and whose successor serves, or null
 * @param fallbackFrom the model whose providers could not serve, so that a fallback does, or null
 * @param receivedNanos when the last byte of the request had arrived, by the clock's {@code nanos}
 */
record Call(
        HttpServerRequest request,
        CallStart start,
        Model model,
        @Nullable String redirectedFrom,
        @Nullable String fallbackFrom,
        Envelope envelope,
        RequestBody body,
        OpenCall slot,
        long receivedNanos) {

    /** The same call as a fallback serves it; the call itself when it is served by its own model. */
    Call servedBy(Model other) {
        if (other.name().equals(model.name())) {
            return this;
        }
        String wanted = fallbackFrom == null ? model.name() : fallbackFrom;
        return new Call(
                request,
                start.servedBy(other.name()),
                other,
                redirectedFrom,
                wanted,
                envelope,
                body,
                slot,
                receivedNanos);
    }

    /** What a call consumed at least when a provider got it and no count of it came back. */
    Consumption estimatedPrompt() {
        return Consumption.estimated(TokenCounts.of(estimatedPromptTokens(), 0), 0);
    }

    /** An estimate of the prompt's tokens where nobody reports them: a token for every four bytes of the request. */
    long estimatedPromptTokens() {
        return Math.ceilDiv(start.promptBytes(), 4L);
    }
}
