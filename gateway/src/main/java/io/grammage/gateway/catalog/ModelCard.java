package io.grammage.gateway.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /v1/models} tells of a model besides its name; null where the operator did not say.
 *
 * @param contextWindow tokens of prompt and answer together
 * @param maxOutputTokens tokens of an answer
 * @param inputModalities for example {@code text} and {@code image}
 * @param pixelsPerToken pixels of an image that become one token, for estimates; null: images are not counted
 */
public record ModelCard(
        @Nullable String description,
        @Nullable String licence,
        @Nullable String ownedBy,
        @Nullable Integer contextWindow,
        @Nullable Integer maxOutputTokens,
        List<String> inputModalities,
        List<String> outputModalities,
        @Nullable String region,
        @Nullable Integer pixelsPerToken) {
    /** Nothing was said. */
    public static final ModelCard EMPTY = new ModelCard(null, null, null, null, null, List.of(), List.of(), null, null);

    public ModelCard {
        inputModalities = List.copyOf(inputModalities);
        outputModalities = List.copyOf(outputModalities);
        checkPositive(contextWindow, "context window");
        checkPositive(maxOutputTokens, "maximum output");
        checkPositive(pixelsPerToken, "pixels per token");
        if (contextWindow != null && maxOutputTokens != null && maxOutputTokens > contextWindow) {
            throw new IllegalArgumentException("maximum output: " + maxOutputTokens
                    + " tokens (expected: at most the context window, " + contextWindow + ")");
        }
    }

    private static void checkPositive(@Nullable Integer value, String name) {
        if (value != null && value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
        }
    }
}
