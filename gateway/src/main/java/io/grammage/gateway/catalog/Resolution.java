package io.grammage.gateway.catalog;

import io.grammage.gateway.kernel.ErrorCode;
import io.grammage.gateway.kernel.GatewayException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a name that a caller wrote stands for at a moment. */
public sealed interface Resolution {

    /**
     * The model that serves.
     *
     * @param asked the name as the caller wrote it
     * @throws GatewayException {@link ErrorCode#MODEL_RETIRED} or {@link ErrorCode#MODEL_NOT_FOUND} when none does
     */
    default Serves orRefuse(String asked) {
        return switch (this) {
            case Serves serves -> serves;
            case Ended(Model model, Instant since) ->
                throw refusal(
                        ErrorCode.MODEL_RETIRED,
                        "Model '" + model.name() + "' reached its end of life on "
                                + LocalDate.ofInstant(since, ZoneOffset.UTC) + " and has no successor.");
            case Unknown(List<String> nearest) -> {
                String hint = nearest.isEmpty() ? "." : "; did you mean '" + String.join("' or '", nearest) + "'?";
                throw refusal(ErrorCode.MODEL_NOT_FOUND, "Model '" + asked + "' is not known" + hint);
            }
        };
    }

    private static GatewayException refusal(ErrorCode code, String sentence) {
        return new GatewayException(code, sentence + " GET /v1/models lists what is offered.").about("model");
    }

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
