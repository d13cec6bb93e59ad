package io.grammage.gateway.ledger;

import io.grammage.gateway.kernel.Endpoint;

/** What a caller asked for: the part of {@link CallStart} that comes from the request. */
public record CallRequest(Endpoint endpoint, boolean stream, String model, String requestedModel, long promptBytes) {}
