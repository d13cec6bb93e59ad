package io.grammage.footprint.infrastructure;

import io.grammage.footprint.internal.Check;

/**
 * How fast a node serves a model in a benchmark. The footprint of tokens is that of the nodes for the time that they take
 * (Scaleway, Generative APIs serverless environmental footprint, 2026-05-19): factor per token = footprint per second /
 * tokens per second.
 *
 * @param inputTokensPerSecond 0.001 to 1e9
 * @param outputTokensPerSecond 0.001 to 1e9
 */
public record Throughput(double inputTokensPerSecond, double outputTokensPerSecond) {
    public Throughput {
        Check.within("input tokens per second", inputTokensPerSecond, 0.001, 1e9);
        Check.within("output tokens per second", outputTokensPerSecond, 0.001, 1e9);
    }

    /** How long the nodes are taken up by so many tokens; what a {@link DeploymentInput} takes as its hours. */
    public Hours timeFor(long inputTokens, long outputTokens) {
        Check.notNegative("input tokens", (double) inputTokens);
        Check.notNegative("output tokens", (double) outputTokens);
        return Hours.ofSeconds(inputTokens / inputTokensPerSecond + outputTokens / outputTokensPerSecond);
    }
}
