package io.grammage.gateway.ledger;

import io.grammage.gateway.kernel.Price;
import io.grammage.gateway.kernel.TokenCounts;
import java.util.List;

/**
 * A call on its way: what it would leave behind if the process were killed now. Every method is a few plain stores into
 * mapped memory. Not thread-safe: for the call's event loop. Once closed, a call's slot may be another's, so all methods then
 * do nothing.
 */
public final class OpenCall {
    private final OpenCalls calls;
    private final int number;
    private final OpenCallSlot slot;
    private boolean closed;

    OpenCall(OpenCalls calls, int number, OpenCallSlot slot) {
        this.calls = calls;
        this.number = number;
        this.slot = slot;
    }

    /**
     * Notes who is about to get the call, before its first byte goes there. Called again for each provider that is tried.
     *
     * @param model public name of the model that serves
     * @param prices of the model; those of the call's mode and of token types are kept
     */
    public void routed(String model, Served served, List<Price> prices) {
        if (!closed) {
            slot.routed(model, served, prices);
        }
    }

    /**
     * Notes how far the answer is. All three are totals since its beginning.
     *
     * @param bytes relayed to the caller
     * @param events relayed to the caller
     * @param estimatedOutput tokens generated, as estimated from these
     */
    public void progress(long bytes, long events, long estimatedOutput) {
        if (!closed) {
            slot.progress(bytes, events, estimatedOutput);
        }
    }

    /** Notes the usage that the provider reported last. */
    public void usage(TokenCounts counts) {
        if (!closed) {
            slot.usage(counts);
        }
    }

    /**
     * Frees the slot. For after the call's record is durable, or was appended where durability is
     * {@link Durability#ASYNC}; a call whose record could not be appended stays open, and becomes an interrupted one at the
     * next start.
     */
    public void close() {
        if (!closed) {
            closed = true;
            slot.close();
            calls.release(number);
        }
    }
}
