package io.grammage.gateway.relay;

import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.ledger.Consumption;
import io.grammage.gateway.wire.AnswerShape;
import io.grammage.gateway.wire.ReportedUsage;
import org.jspecify.annotations.Nullable;

/**
 * What is counted while a stream goes by: numbers only, never text. The usage that a provider reports last is what
 * counts; without one, a token for every event with content or for every four bytes of content, whichever is more.
 * Confined to an event loop.
 */
final class StreamTally {
    private static final long BYTES_PER_TOKEN = 4;

    private final long estimatedPromptTokens;
    private long bytes;
    private long events;
    private long contentEvents;
    private long contentBytes;
    private @Nullable String finishReason;
    private @Nullable TokenCounts reported;

    StreamTally(long estimatedPromptTokens) {
        this.estimatedPromptTokens = estimatedPromptTokens;
    }

    /** Bytes of the stream went by. */
    void bytes(long count) {
        bytes += count;
    }

    /** A chunk of the answer went by; what usage it reports. */
    void chunk(AnswerShape shape, @Nullable ReportedUsage usage) {
        events++;
        if (shape.contentBytes() > 0) {
            contentEvents++;
            contentBytes += shape.contentBytes();
        }
        if (shape.finishReason() != null) {
            finishReason = shape.finishReason();
        }
        if (usage != null) {
            reported = usage.toTokenCounts();
        }
    }

    long bytes() {
        return bytes;
    }

    long events() {
        return events;
    }

    @Nullable
    String finishReason() {
        return finishReason;
    }

    /** The counts that the provider reported last, or null. */
    @Nullable
    TokenCounts reported() {
        return reported;
    }

    /** Tokens generated so far, estimated. */
    long estimatedOutput() {
        return Math.max(contentEvents, Math.ceilDiv(contentBytes, BYTES_PER_TOKEN));
    }

    /** What the stream consumed as far as it went. */
    Consumption consumption() {
        return reported != null
                ? Consumption.reported(reported)
                : Consumption.estimated(TokenCounts.of(estimatedPromptTokens, estimatedOutput()), 0);
    }
}
