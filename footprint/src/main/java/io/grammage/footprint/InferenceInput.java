package io.grammage.footprint;

import io.grammage.footprint.internal.Check;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that an estimate of one request rests on.
 *
 * @param outputTokens tokens generated, >= 0; a mean over requests need not be whole. Prompt tokens do not count
 * @param measuredSeconds how long the request took, >= 0; null where not measured. It can only lower the modelled time
 */
public record InferenceInput(
        ModelParameters parameters,
        Hosting hosting,
        Speed speed,
        double outputTokens,
        @Nullable Double measuredSeconds) {
    public InferenceInput {
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(hosting, "hosting");
        Objects.requireNonNull(speed, "speed");
        Check.notNegative("output tokens", outputTokens);
        if (measuredSeconds != null) {
            Check.notNegative("measured latency in seconds", measuredSeconds);
        }
    }
}
