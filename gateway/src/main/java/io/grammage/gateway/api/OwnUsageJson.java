package io.grammage.gateway.api;

import io.grammage.footprint.Impacts;
import io.grammage.gateway.kernel.TokenCounts;
import io.grammage.gateway.ledger.UsageRecord;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A usage record in OpenGateLLM's older shape. */
record OwnUsageJson(
        String object,
        String model,
        @Nullable String key,
        String endpoint,
        String method,
        int status,
        Usage usage,
        long created) {
    private static final long MICROS_PER_MILLI = 1_000;

    record Usage(
            long promptTokens,
            long completionTokens,
            long totalTokens,
            BigDecimal cost,
            ImpactsJson.Carbon carbon,
            ImpactsJson.Middles impacts,
            Metrics metrics) {}

    /** Milliseconds. */
    record Metrics(long latency, @Nullable Long ttft) {}

    static OwnUsageJson of(UsageRecord record, @Nullable String keyName) {
        TokenCounts tokens = record.usage().consumption().tokens();
        Impacts impacts = ImpactsJson.impactsOf(record.usage().footprint());
        Long firstToken = record.ending().firstTokenMicros();
        Usage usage = new Usage(
                tokens.prompt(),
                tokens.output(),
                tokens.total(),
                ApiJson.money(record.usage().charge().total().amount()),
                impacts == null ? ImpactsJson.Carbon.ZERO : ImpactsJson.Carbon.of(impacts),
                impacts == null ? ImpactsJson.Middles.ZERO : ImpactsJson.Middles.of(impacts),
                new Metrics(
                        record.ending().latencyMicros() / MICROS_PER_MILLI,
                        firstToken == null ? null : firstToken / MICROS_PER_MILLI));
        return new OwnUsageJson(
                "me.usage",
                record.start().model(),
                keyName,
                record.start().endpoint().path(),
                "POST",
                record.ending().status(),
                usage,
                record.startedAt().getEpochSecond());
    }
}
