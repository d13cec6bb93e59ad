package io.grammage.gateway.catalog;

import io.grammage.gateway.kernel.Endpoint;
import java.util.Set;

/** What a model does; decides which endpoints serve it. The names are OpenGateLLM's. */
public enum ModelType {
    TEXT_GENERATION("text-generation", true, Endpoint.CHAT_COMPLETIONS, Endpoint.COMPLETIONS),
    IMAGE_TEXT_TO_TEXT("image-text-to-text", true, Endpoint.CHAT_COMPLETIONS, Endpoint.COMPLETIONS),
    TEXT_EMBEDDINGS_INFERENCE("text-embeddings-inference", false, Endpoint.EMBEDDINGS);

    private final String wireName;
    private final boolean generating;
    private final Set<Endpoint> endpoints;

    ModelType(String wireName, boolean generating, Endpoint... endpoints) {
        this.wireName = wireName;
        this.generating = generating;
        this.endpoints = Set.of(endpoints);
    }

    /** The name in configuration and API. */
    public String wireName() {
        return wireName;
    }

    /** Whether its output is generated token by token, which is what the footprint methods cover. */
    public boolean isGenerating() {
        return generating;
    }

    /** Whether the endpoint serves models of this type. */
    public boolean fits(Endpoint endpoint) {
        return endpoints.contains(endpoint);
    }
}
