package io.grammage.gateway.simulator;

import java.util.List;

/**
 * A request for embeddings.
 *
 * @param inputs what to embed, at least one
 * @param dimensions length of the vectors, or -1 for the model's own
 * @param base64 whether the vectors are to come as base64 of little-endian floats
 */
record EmbeddingRequest(String model, List<Prompt> inputs, int dimensions, boolean base64) {}
