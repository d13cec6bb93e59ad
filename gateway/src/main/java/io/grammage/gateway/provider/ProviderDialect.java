package io.grammage.gateway.provider;

import io.grammage.gateway.catalog.Provider;
import io.grammage.gateway.catalog.ProviderType;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.Secret;
import io.grammage.gateway.relay.Dialect;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dialects of all kinds of providers. They all speak the OpenAI format and differ in what they serve. Of the caller's
 * headers only those on a list go on; never its credentials, cookies or forwarding headers. Immutable.
 */
public final class ProviderDialect implements Dialect {
    private static final String USER_AGENT = "grammage";
    private static final String SIMULATOR_PREFIX = "x-simulator-";

    /** What of the caller's headers any provider may see: what it accepts, and the trace it belongs to. */
    private static final List<CharSequence> PASSED_ON = List.of(
            HttpHeaders.ACCEPT, HttpHeaders.createOptimized("traceparent"), HttpHeaders.createOptimized("tracestate"));

    @Override
    public @Nullable String path(Provider provider, Endpoint endpoint) {
        return serves(provider.type(), endpoint) ? provider.address().basePath() + endpoint.path() : null;
    }

    private static boolean serves(ProviderType type, Endpoint endpoint) {
        return switch (type) {
            case OPENAI, VLLM, SIMULATOR -> true;
            case ALBERT, MISTRAL -> endpoint != Endpoint.COMPLETIONS;
            case TEI -> endpoint == Endpoint.EMBEDDINGS;
        };
    }

    @Override
    public void addHeaders(Provider provider, MultiMap fromCaller, MultiMap toProvider) {
        toProvider.set(HttpHeaders.USER_AGENT, USER_AGENT);
        Secret key = provider.key();
        if (key != null) {
            toProvider.set(HttpHeaders.AUTHORIZATION, "Bearer " + key.reveal());
        }
        for (CharSequence name : PASSED_ON) {
            String value = fromCaller.get(name);
            if (value != null) {
                toProvider.set(name, value);
            }
        }
        if (provider.type() == ProviderType.SIMULATOR) {
            addKnobs(fromCaller, toProvider);
        }
    }

    /** The simulator's knobs, by which a caller sets speed and faults of its answer. */
    private static void addKnobs(MultiMap fromCaller, MultiMap toProvider) {
        for (Map.Entry<String, String> header : fromCaller) {
            if (header.getKey().regionMatches(true, 0, SIMULATOR_PREFIX, 0, SIMULATOR_PREFIX.length())) {
                toProvider.add(header.getKey(), header.getValue());
            }
        }
    }
}
