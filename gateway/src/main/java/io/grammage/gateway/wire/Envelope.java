package io.grammage.gateway.wire;

import static io.grammage.gateway.kernel.Checks.notBlank;

import io.grammage.gateway.kernel.Endpoint;

/**
 * What the gateway reads of a request. The rest of the body is the provider's business.
 *
 * @param model the name as the caller wrote it, not blank, without control characters, at most
 *     {@value #MODEL_LENGTH_MAX} characters
 * @param stream whether the answer is asked for as a stream
 * @param includeUsage whether {@code stream_options.include_usage} is true
 */
public record Envelope(
        Endpoint endpoint,
        String model,
        boolean stream,
        boolean includeUsage,
        OutputBounds output,
        PromptShape prompt,
        BodyLayout layout) {
    public static final int MODEL_LENGTH_MAX = 256;

    public Envelope {
        notBlank(model, MODEL_LENGTH_MAX, "model");
    }
}
