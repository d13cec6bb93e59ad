package io.grammage.footprint;

import io.grammage.footprint.internal.Check;
import org.jspecify.annotations.Nullable;

/**
 * How fast a deployment is known to generate; what is null, the method models.
 *
 * @param tokensPerSecond 0.001 to 1,000,000; replaces the modelled time per token
 * @param firstTokenSeconds >= 0; added once per request
 */
public record Speed(
        @Nullable Double tokensPerSecond, @Nullable Double firstTokenSeconds) {
    public static final Speed UNKNOWN = new Speed(null, null);

    public Speed {
        if (tokensPerSecond != null) {
            Check.within("tokens per second", tokensPerSecond, 0.001, 1_000_000);
        }
        if (firstTokenSeconds != null) {
            Check.notNegative("seconds to first token", firstTokenSeconds);
        }
    }
}
