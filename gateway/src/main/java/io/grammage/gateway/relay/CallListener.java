package io.grammage.gateway.relay;

/** Told how calls end, once for each, on the call's event loop: must not block, and must not throw. */
public interface CallListener {

    /** A call ended and its record is durable. */
    void onFinished(FinishedCall call);

    /** A request was refused before it had a route. */
    void onRefused(RefusedCall call);
}
