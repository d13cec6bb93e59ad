package io.grammage.gateway.simulator;

import tools.jackson.core.JsonGenerator;

/** The counts that an answer reports. */
record Usage(long promptTokens, long cachedTokens, long audioTokens, long outputTokens, long reasoningTokens) {
    static final Usage ZERO = new Usage(0, 0, 0, 0, 0);

    /** The counts of a prompt as the knobs want them told. */
    static Usage ofPrompt(long promptTokens, Knobs knobs) {
        return new Usage(
                knobs.number(Knob.PROMPT_TOKENS, promptTokens),
                knobs.number(Knob.CACHED_TOKENS, 0),
                knobs.number(Knob.AUDIO_TOKENS, 0),
                0,
                0);
    }

    /** The same prompt with that output. */
    Usage withOutput(long output, long reasoning) {
        return new Usage(promptTokens, cachedTokens, audioTokens, output, reasoning);
    }

    /** Writes the member {@code usage} of an answer that has output. */
    void write(JsonGenerator json) {
        json.writeObjectPropertyStart("usage");
        json.writeNumberProperty("prompt_tokens", promptTokens);
        json.writeNumberProperty("completion_tokens", outputTokens);
        json.writeNumberProperty("total_tokens", promptTokens + outputTokens);
        json.writeObjectPropertyStart("prompt_tokens_details");
        json.writeNumberProperty("cached_tokens", cachedTokens);
        json.writeNumberProperty("audio_tokens", audioTokens);
        json.writeEndObject();
        json.writeObjectPropertyStart("completion_tokens_details");
        json.writeNumberProperty("reasoning_tokens", reasoningTokens);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Writes the member {@code usage} of embeddings, which have no output. */
    void writePromptOnly(JsonGenerator json) {
        json.writeObjectPropertyStart("usage");
        json.writeNumberProperty("prompt_tokens", promptTokens);
        json.writeNumberProperty("total_tokens", promptTokens);
        json.writeEndObject();
    }
}
