package io.grammage.gateway.simulator;

import static io.grammage.gateway.kernel.Checks.inRange;
import static io.grammage.gateway.kernel.Checks.notBlank;

import java.util.List;

/**
 * A model that the simulator pretends to serve. Every model answers every endpoint.
 *
 * @param id name in requests
 * @param contextWindow most tokens of a prompt, shown as {@code max_model_len}; more get status 400
 * @param dimensions length of its embeddings where a request does not say
 */
public record SimulatedModel(String id, int contextWindow, int dimensions) {
    static final int MOST_DIMENSIONS = 65_536;

    private static final int DEFAULT_CONTEXT_WINDOW = 131_072;
    private static final int DEFAULT_DIMENSIONS = 384;

    public SimulatedModel {
        notBlank(id, 256, "id");
        inRange(contextWindow, 1, 100_000_000, "contextWindow");
        inRange(dimensions, 1, MOST_DIMENSIONS, "dimensions");
    }

    /** A model of that name with a context window of 131,072 tokens and embeddings of 384 dimensions. */
    public static SimulatedModel named(String id) {
        return new SimulatedModel(id, DEFAULT_CONTEXT_WINDOW, DEFAULT_DIMENSIONS);
    }

    /** What the simulator offers unless it is told otherwise: one model for text and one for embeddings. */
    public static List<SimulatedModel> defaults() {
        return List.of(named("simulated-chat"), named("simulated-embeddings"));
    }
}
