package io.grammage.gateway.relay;

import io.grammage.gateway.ledger.Outcome;
import io.vertx.core.buffer.Buffer;

/** How the answer of a provider goes to the caller. Confined to an event loop. */
sealed interface Answer permits PlainAnswer, RejectedAnswer, StreamAnswer {

    /** The next piece of its body. */
    void onChunk(Buffer chunk);

    /** Its body is complete. */
    void onEnd();

    /** It will not be completed: the provider broke off, or was too slow. May come after the end, and then means nothing. */
    void onBroken(Outcome outcome);

    /** The caller has gone, and so has the provider's answer. */
    void onCallerGone();

    /** The caller has gone, but the answer is read to its end: nothing must hold it up any more. */
    void onCallerLeft();
}
