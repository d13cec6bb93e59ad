package io.grammage.gateway.relay;

import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.kernel.Endpoint;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** How a kind of provider is spoken to. Implemented by {@code provider}. Pure, thread-safe. */
public interface Dialect {

    /** The path of the endpoint there, base path included, or null when the provider does not serve it. */
    @Nullable
    String path(Provider provider, Endpoint endpoint);

    /** Adds the headers of the caller's that may go on, and those that the provider needs. */
    void addHeaders(Provider provider, MultiMap fromCaller, MultiMap toProvider);
}
