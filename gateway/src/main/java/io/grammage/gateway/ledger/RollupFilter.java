package io.grammage.gateway.ledger;

import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rollups of a scope to keep. A null or an empty list keeps all.
 *
 * @param models public names of models, at most {@value RecordFilter#MODELS_MAX}
 */
public record RollupFilter(
        @Nullable ApiKeyId key,
        List<String> models,
        @Nullable Endpoint endpoint) {
    /** Keeps all. */
    public static final RollupFilter ALL = new RollupFilter(null, List.of(), null);

    public RollupFilter {
        models = RecordFilter.checkedModels(models);
    }
}
