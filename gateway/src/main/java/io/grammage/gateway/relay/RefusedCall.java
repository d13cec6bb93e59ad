package io.grammage.gateway.relay;

import io.grammage.gateway.kernel.CallId;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.ErrorCode;

/** A request that was refused before it had a route: counted, not recorded. */
public record RefusedCall(CallId id, Endpoint endpoint, ErrorCode code) {}
