package io.grammage.gateway.catalog;

import static io.grammage.gateway.kernel.Checks.inRange;
import static io.grammage.gateway.kernel.Checks.notBlank;
import static java.util.Objects.requireNonNull;

import io.grammage.gateway.kernel.Secret;
import org.jspecify.annotations.Nullable;

/**
 * An upstream server that serves a model.
 *
 * @param id unique in the catalog; shown to callers in {@code x-grammage-provider}
 * @param modelName the model's name there
 * @param key sent as a bearer token, or null
 * @param weight how much of the model's calls it takes against the others: 1 to 1,000
 */
public record Provider(
        String id,
        ProviderType type,
        UpstreamAddress address,
        String modelName,
        @Nullable Secret key,
        Timeouts timeouts,
        Safeguards safeguards,
        StreamUsage streamUsage,
        int weight,
        Hosting hosting) {
    public Provider {
        notBlank(id, 128, "provider id");
        requireNonNull(type, "type");
        requireNonNull(address, "address");
        notBlank(modelName, 256, "model name");
        requireNonNull(timeouts, "timeouts");
        requireNonNull(safeguards, "safeguards");
        requireNonNull(streamUsage, "streamUsage");
        inRange(weight, 1, 1_000, "weight");
        requireNonNull(hosting, "hosting");
    }
}
