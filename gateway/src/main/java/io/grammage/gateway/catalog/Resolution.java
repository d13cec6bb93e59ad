package io.grammage.gateway.catalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a name that a caller wrote stands for at a moment. */
public sealed interface Resolution {

    /**
     * A model serves.
     *
     * @param redirectedFrom the name of the model that has ended and whose successor this is, or null
     */
    record Serves(Model model, @Nullable String redirectedFrom) implements Resolution {}

    /** The model has ended and has no successor that serves. */
    record Ended(Model model, Instant since) implements Resolution {}

    /**
     * No model has that name.
     *
     * @param nearest names of models that come close, best first; possibly none
     */
    record Unknown(List<String> nearest) implements Resolution {
        public Unknown {
            nearest = List.copyOf(nearest);
        }
    }
}
