package io.grammage.gateway.catalog;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kind of server a provider runs; decides its dialect and defaults. */
public enum ProviderType {
    OPENAI("openai", "https://api.openai.com", StreamUsage.ASK),
    VLLM("vllm", null, StreamUsage.ASK),
    ALBERT("albert", "https://albert.api.etalab.gouv.fr", StreamUsage.ALWAYS_SENT),
    MISTRAL("mistral", "https://api.mistral.ai", StreamUsage.ALWAYS_SENT),
    TEI("tei", null, StreamUsage.NEVER),
    /** The built-in upstream that generates no real answers. Without an address, it runs inside the gateway. */
    SIMULATOR("simulator", null, StreamUsage.ASK);

    private final String wireName;
    private final Optional<String> defaultUrl;
    private final StreamUsage defaultStreamUsage;

    ProviderType(String wireName, @Nullable String defaultUrl, StreamUsage defaultStreamUsage) {
        this.wireName = wireName;
        this.defaultUrl = Optional.ofNullable(defaultUrl);
        this.defaultStreamUsage = defaultStreamUsage;
    }

    /** The name in configuration and API. */
    public String wireName() {
        return wireName;
    }

    /** The address of the public service of that name, where there is one. */
    public Optional<String> defaultUrl() {
        return defaultUrl;
    }

    /** Whether such a server can serve models of that type: text embeddings inference serves nothing else. */
    public boolean serves(ModelType modelType) {
        return this != TEI || modelType == ModelType.TEXT_EMBEDDINGS_INFERENCE;
    }

    /** What such a server answers without a call when it is well: a path below the address of its API. */
    public String healthPath() {
        return this == VLLM || this == TEI ? "/health" : "/v1/models";
    }

    /** How its streams tell usage unless the configuration says otherwise. */
    public StreamUsage defaultStreamUsage() {
        return defaultStreamUsage;
    }

    /**
     * The provider type of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static ProviderType fromWire(String name) {
        for (ProviderType candidate : values()) {
            if (candidate.wireName.equals(name)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("provider type: " + name + " (expected: one of "
                + Arrays.stream(values()).map(ProviderType::wireName).collect(Collectors.joining(", ")) + ")");
    }
}
