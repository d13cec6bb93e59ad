package io.grammage.gateway.relay;

/** Leaves a provider of whose answer nothing was passed on yet. */
interface Retreat {
    /**
     * Goes on to what comes next on the route, and says true: the answer is no longer the caller's. False when nothing
     * does, or the caller has gone.
     */
    boolean tryAnother(String failure);

    /** Goes on to the next fallback model, as the prompt is too long for this one; false when there is none. */
    boolean tryFallback(int status);
}
