package io.grammage.gateway.ledger;

import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.Endpoint;
import io.grammage.gateway.kernel.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a scope to keep. A null or an empty list keeps all.
 *
 * @param models public names of models, at most {@value #MODELS_MAX}
 */
public record RecordFilter(
        @Nullable ApiKeyId key,
        @Nullable UserId user,
        List<String> models,
        @Nullable Endpoint endpoint,
        @Nullable Outcome outcome) {
    /** Models that a query may name. */
    public static final int MODELS_MAX = 100;

    /** Keeps all. */
    public static final RecordFilter ALL = new RecordFilter(null, null, List.of(), null, null);

    public RecordFilter {
        models = checkedModels(models);
    }

    static List<String> checkedModels(List<String> models) {
        if (models.size() > MODELS_MAX) {
            throw new IllegalArgumentException("models: " + models.size() + " (expected: at most " + MODELS_MAX + ")");
        }
        return List.copyOf(models);
    }
}
