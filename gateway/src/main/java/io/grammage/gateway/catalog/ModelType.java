package io.grammage.gateway.catalog;

import io.grammage.gateway.kernel.Endpoint;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a model does; decides which endpoints serve it. The names are OpenGateLLM's. */
public enum ModelType {
    TEXT_GENERATION("text-generation", true),
    IMAGE_TEXT_TO_TEXT("image-text-to-text", true),
    TEXT_EMBEDDINGS_INFERENCE("text-embeddings-inference", false);

    private final String wireName;
    private final boolean generating;

    ModelType(String wireName, boolean generating) {
        this.wireName = wireName;
        this.generating = generating;
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
        return switch (endpoint) {
            case CHAT_COMPLETIONS, COMPLETIONS -> generating;
            case EMBEDDINGS -> !generating;
        };
    }

    /**
     * The type of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static ModelType fromWire(String name) {
        for (ModelType candidate : values()) {
            if (candidate.wireName.equals(name)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("type: " + name + " (expected: one of "
                + Arrays.stream(values()).map(ModelType::wireName).collect(Collectors.joining(", ")) + ")");
    }
}
